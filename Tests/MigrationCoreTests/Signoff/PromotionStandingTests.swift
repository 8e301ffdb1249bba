import MigrationCore
import Testing

@Suite struct PromotionStandingTests {
  static let executor = Executor(name: "amy", login: "amy", machine: "m", role: "r")

  /// A ledger in which a plan ran in `environment` and ended like that, nil for not at all.
  static func ledger(
    _ environment: String, plan: String, _ outcome: ChangeEnd.Outcome?, waiver: String? = nil,
    after: [LedgerEntry] = []
  ) -> [LedgerEntry] {
    var entries = after
    func add(_ record: LedgerRecord, _ change: Int?) {
      let id = entries.count + 1
      let isBeginning = record.kind == .change
      entries.append(
        LedgerEntry(
          id: id, writtenAt: "2026-01-01T00:00:0\(id)Z", change: isBeginning ? id : change, record: record,
          previous: entries.last?.hash ?? LedgerEntry.firstPrevious))
    }
    if let waiver {
      add(
        .waived(Waiver(gate: waiver, environment: environment, planHash: plan, executor: executor, reason: "x")), nil)
    }
    let change = entries.count + 1
    add(
      .began(
        ChangeBeginning(
          target: LedgerTarget(environment: environment, database: "d", schemas: ["public"], system: ""),
          executor: executor, planHash: plan, before: RecordedState(fingerprint: "", catalogHashes: []), tool: "")),
      nil)
    if let outcome { add(.ended(ChangeEnd(outcome: outcome, after: nil)), change) }
    return entries
  }

  @Test func onlyThisVeryPlanAppliedInThatEnvironmentCounts() throws {
    let file = try PolicyTests.file()
    func standing(_ entries: [LedgerEntry]) -> PromotionStanding {
      PromotionStanding(of: file, in: "staging", entries)
    }
    let applied = Self.ledger("staging", plan: file.hash, .applied)
    #expect(standing([]) == .neverRan)
    #expect(standing(applied) == .applied(change: 1, at: "2026-01-01T00:00:02Z"))
    #expect(standing(Self.ledger("dev", plan: file.hash, .applied)) == .neverRan)
    #expect(standing(Self.ledger("staging", plan: exampleHash, .applied)) == .neverRan)
    #expect(standing(Self.ledger("staging", plan: file.hash, nil)) == .notApplied(change: 1, "has begun and not ended"))
    #expect(standing(Self.ledger("staging", plan: file.hash, .failed)) == .notApplied(change: 1, "failed"))
    #expect(
      standing(Self.ledger("staging", plan: file.hash, .cancelled, after: applied))
        == .notApplied(change: 3, "was cancelled"))
    #expect(
      standing(Self.ledger("staging", plan: file.hash, .applied, waiver: "order"))
        == .appliedUnderWaiver(change: 2, gate: "order", by: "amy"))
    var broken = applied
    broken[1].body = "{"
    guard case .notKnown = standing(broken) else {
      Issue.record("a broken ledger said something")
      return
    }
  }
}
