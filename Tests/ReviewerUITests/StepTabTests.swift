import MigrationCore
import ReviewerUI
import TerminalKit
import Testing

/// The panel of a step beside its SQL: where the plan may go, and what was recorded.
@Suite struct StepTabTests {
  private static let target = LedgerTarget(
    environment: "staging", database: "shop", schemas: ["public"], system: "7/16384")
  private static let amy = Executor(name: "amy@example.com", login: "amy", machine: "desk", role: "deploy")

  private static func entries() -> [LedgerEntry] {
    var entries: [LedgerEntry] = []
    func add(_ record: LedgerRecord, change: Int? = nil) {
      let id = entries.count + 1
      entries.append(
        LedgerEntry(
          id: id, writtenAt: "2026-11-0\(id)T10:00:00.000000Z", change: change ?? id, record: record,
          previous: entries.last?.hash ?? LedgerEntry.firstPrevious))
    }
    func beginning(_ plan: String) -> LedgerRecord {
      .began(
        ChangeBeginning(
          target: target, executor: amy, planHash: plan,
          before: RecordedState(fingerprint: Shop.fingerprint, catalogHashes: [], snapshot: nil), signoffs: [],
          policyHash: nil, tool: "countersign", touched: [TouchedObject(name: "public.users", token: "1")]))
    }
    add(beginning(String(repeating: "a", count: 64)))
    add(.ended(ChangeEnd(outcome: .applied, after: nil, message: "")), change: 1)
    add(beginning(Shop.planHash))
    add(
      .ran(
        GroupRun(
          group: 1,
          steps: [
            StepRun(
              step: StepID(group: 1, step: 2), startedAt: "2026-11-04T10:00:00Z", milliseconds: 1500,
              lockWaitMilliseconds: 400, attempts: 2)
          ], touched: [])), change: 3)
    add(.failed(StepID(group: 1, step: 3), message: "no such column", attempt: 1), change: 3)
    return entries
  }

  private static func standing() throws -> TargetStanding {
    let touched = [StepID(group: 1, step: 2): ["public.users"], StepID(group: 1, step: 3): ["public.users"]]
    let history = PlanHistory(of: Shop.planHash, touching: touched, in: try RecordedChange.all(in: entries()))
    return TargetStanding(
      name: "staging",
      found: .loaded(
        TargetStanding.Found(
          server: "shop, PostgreSQL 16.4", fingerprint: .matches, impacts: Shop.impacts, history: .loaded(history))))
  }

  /// The second step with what two targets told.
  private func opened(_ keys: String) throws -> Reviewer {
    var reviewer = Shop.reviewer(columns: 120, rows: 40)
    reviewer.press("J \(keys)")
    let production = TargetStanding(name: "production", found: .unavailable("it does not answer"))
    _ = reviewer.handle(.targets([try Self.standing(), production]))
    return reviewer
  }

  @Test func eachTargetIsAskedOnceAndOnlyWhenSomebodyLooks() {
    var reviewer = Shop.reviewer()
    #expect(reviewer.press("J J K") == [])
    #expect(reviewer.press("t") == [.readTargets])
    #expect(reviewer.press("t t t") == [])
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 50)]) func looksAsRecorded(_ columns: Int, _ rows: Int) throws {
    var reviewer = try opened("t")
    _ = reviewer.handle(.terminal(.resize(columns: columns, rows: rows)))
    try expectScreen("tab-targets-\(columns)x\(rows)", reviewer.draw())
    reviewer.press("t")
    try expectScreen("tab-history-\(columns)x\(rows)", reviewer.draw())
  }

  @Test func aTargetSaysItsSchemaItsLastRunAndWhatTheStepDoesThere() throws {
    let screen = try opened("t").screen
    #expect(screen.contains("✓ staging  shop, PostgreSQL 16.4  the schema that the plan was made for"))
    #expect(screen.contains("change 3, 2026-11-03 10:00:00 by amy@example.com: took 1.5 s, waited 400 ms for locks"))
    #expect(screen.contains("! ACCESS EXCLUSIVE on public.users"))
    #expect(screen.contains("? production was not read: it does not answer"))
  }

  @Test func theHistoryHasThisPlansRunsAndOtherPlansChangesOfTheSameObjects() throws {
    var reviewer = try opened("t t")
    #expect(reviewer.screen.contains("took 1.5 s, waited 400 ms for locks, 2 tries"))
    let earlier = "change 1, 2026-11-01 10:00:00 by amy@example.com: another plan, applied, touched public.users"
    #expect(reviewer.screen.contains(earlier))
    reviewer.press("J")
    #expect(reviewer.screen.contains("failed: no such column"))
    reviewer.press("J")
    #expect(reviewer.screen.contains("by amy@example.com: unfinished; this step did not run"))
  }

  @Test func aPlanThatGoesNowhereSaysSo() {
    var reviewer = Shop.reviewer()
    reviewer.press("t")
    _ = reviewer.handle(.targets([]))
    #expect(reviewer.screen.contains("no database was named"))
  }
}
