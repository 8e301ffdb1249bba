import Foundation
import MigrationCore
import ReviewerUI
import TerminalKit
import Testing

/// A plan of ten thousand steps and a schema of five thousand tables answer every key without a pause that is felt.
///
/// The bounds are for an unoptimized build on a machine with other work; `LARGE_PLAN_FIGURES=1` prints what was measured.
@Suite(.serialized) struct LargePlanTests {
  static let tables: [ObjectNode] = (0..<5000).map { number in
    Shop.table(Identifier("table_\(number)"), [("id", "bigint"), ("name", "text"), ("price", "numeric(12,2)")])
  }

  static let facts: ReviewFacts = {
    let plan = Plan(
      formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "2026-11-21T00:00:00Z",
      sourceFingerprint: Shop.fingerprint,
      groups: (0..<10).map { group in
        TransactionGroup(
          steps: (0..<1000).map { step in
            let number = group * 1000 + step
            return Step(
              sql: "ALTER TABLE table_\(number % 5000) ADD COLUMN added_\(number) text;", type: "table.column",
              operation: "create", path: "public.table_\(number % 5000).added_\(number)")
          })
      })
    var facts = ReviewFacts(
      planName: "plan.json", planHash: Shop.planHash, plan: plan, target: "shop @ production", database: "shop",
      fingerprint: .matches,
      current: .loaded(Shop.tree(.liveDatabase, tables: tables, view: "CREATE VIEW v AS SELECT 1")))
    facts.findings = .loaded(
      plan.steps.map { id, _ in
        Finding(
          rule: "prefer-something", severity: id.step.isMultiple(of: 100) ? .warning : .info, step: id,
          message: "a remark on it", reason: "There is a reason for it.", remedy: "Do something else.")
      })
    facts.impacts = .loaded(
      Dictionary(
        uniqueKeysWithValues: plan.steps.map { id, _ in
          (
            id,
            Impact(
              locks: [RelationLock(Shop.users, .accessExclusive)], locksBasis: .expected, workBasis: .expected,
              losesData: false)
          )
        }))
    facts.assessment = .loaded(
      Assessment(
        risks: Dictionary(
          uniqueKeysWithValues: plan.steps.map { ($0.id, Risk(level: .low, points: 2, reasons: ["a lock"])) }),
        readAt: "2026-11-21T08:59:57Z"))
    return facts
  }()

  private func milliseconds(_ body: () -> Void) -> Double {
    let duration = ContinuousClock().measure(body)
    return Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15
  }

  @Test func everyKeyIsAnsweredSoon() {
    let facts = Self.facts
    var reviewer: Reviewer?
    var figures: [(String, Double)] = []
    figures.append(
      (
        "open",
        milliseconds {
          reviewer = Shop.reviewer(facts, columns: 200, rows: 50); _ = reviewer?.draw()
        }
      ))
    guard var reviewer else { return }
    func press(_ keys: String, typing: String = "") {
      let time = milliseconds {
        reviewer.press(keys)
        reviewer.type(typing)
        _ = reviewer.draw()
      }
      let count = keys.split(separator: " ").count + typing.count
      figures.append((typing.isEmpty ? keys : "\(keys) \(typing)", time / Double(max(1, count))))
    }
    for keys in ["j j j j", "J J J J", "Space Space", "G", "g g", "z M", "z R", "G", "Z", "] w", "] u"] { press(keys) }
    press("/", typing: "table_4321")
    press("Enter n")
    press("f", typing: "t4999")
    press("Esc Esc")
    for keys in ["L", "j j j j", "G", "q", "W", "j j j j", "G", "q"] { press(keys) }
    if ProcessInfo.processInfo.environment["LARGE_PLAN_FIGURES"] != nil {
      for (keys, time) in figures { print("large plan, \(keys): \(Int(time * 10)) tenths of a millisecond") }
    }
    for (keys, time) in figures where keys != "open" { #expect(time < 6000, "\(keys) took \(time) ms a key") }
    #expect(figures[0].1 < 60_000, "opening took \(figures[0].1) ms")
  }

  @Test func aLongPlanIsShownBeforeItsTreesAreWorkedOut() {
    var facts = Self.facts
    facts.current = .unavailable("no database was named")
    facts.awaitsOutline = true
    var reviewer = Shop.reviewer(facts, columns: 120, rows: 40)
    #expect(reviewer.screen.contains("1/10000") && reviewer.screen.contains("reading the steps"))
    #expect(!reviewer.isIdle, "a script waits for it")
    reviewer.press("J J")
    _ = reviewer.handle(.outlined(PlanOutline(of: Self.otherPlan), planHash: String(repeating: "0", count: 64)))
    #expect(reviewer.screen.contains("reading the steps"), "that was the outline of another plan")
    _ = reviewer.handle(.outlined(PlanOutline(of: facts.plan), planHash: facts.planHash))
    #expect(reviewer.screen.contains("3/10000") && reviewer.screen.contains("▾ table_2"), "\(reviewer.screen)")
    #expect(reviewer.isIdle)
  }

  private static let otherPlan = Plan(
    formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "", sourceFingerprint: nil, groups: [])
}
