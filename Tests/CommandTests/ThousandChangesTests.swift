import Foundation
import LiveDatabase
import MigrationCore
import Postgres
import Testing

/// A ledger stays quick to read.
@Suite struct ThousandChangesTests {
  static let changes = 1000

  /// Changes of three groups with two steps each, every twentieth signed twice, and the state after the last.
  static func fill(_ workshop: Workshop, changes: Int = changes) async throws {
    let plan = try PlanFile(Array(Data(contentsOf: URL(filePath: workshop.plan))))
    let signer = SSHSigner(key: .file(workshop.key))
    let statement = Statement(
      on: plan, in: ReviewDocument(planHash: plan.hash), verdict: .approve, message: "fine", principal: "amy",
      signedAt: "2026-01-02T03:04:05Z"
    ).text
    let signature = try await signer.sign(statement, with: try await signer.identity())
    let signoff = RecordedSignoff(principal: "amy", statement: statement, signature: signature)
    let ledger = LedgerStore(.target, target: workshop.database)
    let connection = try Connection(workshop.database)
    let target = try LedgerTarget(environment: "", schemas: ["public"], over: connection)
    let state = try TargetState(of: ["public"], ignoring: IgnoreRules(), over: connection).keep(in: ledger)
    let hash = try ledger.store(content: plan.bytes)
    let beginnings = [[], [signoff, signoff]].map { signoffs in
      LedgerRecord.began(
        ChangeBeginning(
          target: target, executor: HistoryCommandTests.executor, planHash: hash, before: state, signoffs: signoffs,
          tool: "countersign 0.1.0"))
    }
    let rest = (1...3).map { group in
      LedgerRecord.ran(
        GroupRun(
          group: group,
          steps: (1...2).map { step in
            StepRun(step: StepID(group: group, step: step), startedAt: "2026-01-02T03:04:05.006Z", milliseconds: 7)
          }))
    }
    try connection.execute("BEGIN; SET LOCAL synchronous_commit TO off")
    for change in 0..<changes {
      try ledger.append([beginnings[change % 20 == 0 ? 1 : 0]], change: 0, over: connection)
      let id = change * 5 + 1
      try ledger.append(rest + [.ended(ChangeEnd(outcome: .applied, after: state))], change: id, over: connection)
    }
    try connection.execute("COMMIT")
  }

  @Test func historyAndStatusStayQuick() async throws {
    let workshop = try await Workshop()
    try LedgerStore(.target, target: workshop.database).prepare()
    try await Self.fill(workshop)
    let clock = ContinuousClock()
    for command in [["history"], ["history", "show", "4996"], ["history", "verify"], ["status"]] {
      var outcome: Workshop.Outcome?
      let time = try clock.measure { outcome = try workshop.command(command + workshop.connection) }
      #expect(outcome?.status == 0, "\(outcome?.errors ?? "")")
      // In debug and beside other tests; on its own in release it is a fraction of this.
      #expect(time < .seconds(20), "\(command)")
      print("\(command.joined(separator: " ")) of \(Self.changes) changes: \(time)")
    }
    let list = try workshop.command(["history"] + workshop.connection)
    #expect(list.output.split(separator: "\n").count == Self.changes + 1)
  }
}
