import MigrationCore
import Testing

/// What the ledger and the plans in the same folder have to say of a plan.
@Suite struct PlanIntegrityRuleTests {
  static let last = RecordedFacts.Event(id: 7, at: "2026-01-01T00:00:00.000000Z")
  static let later = RecordedFacts.Event(id: 8, at: "2026-03-01T00:00:00.000000Z")

  static func recorded(
    _ standing: RecordedFacts.Standing = .asRecorded(last), _ change: (inout RecordedFacts) -> Void = { _ in }
  ) -> RecordedFacts {
    var facts = RecordedFacts(standing)
    change(&facts)
    return facts
  }

  static let drifted = recorded(.drifted(since: last, objects: ["table users changed"]))
  static let applied = recorded { $0.sameRun = last }
  static let edited = recorded { $0.editedRun = last }
  static let early = recorded { $0.orderViolation = .init(reason: "never in staging", remedy: "apply it there") }

  /// Other plans, each of one group.
  static func plans(_ statements: String...) -> [OpenPlan] {
    statements.enumerated().map { OpenPlan("plan-\($0 + 1).json", ReviewFixture.context([[$1]])) }
  }

  static let add = ["ALTER TABLE orders ADD x int"]

  @Test(arguments: [
    RuleCase("drift-before-apply", add, finds: "1.1 error", recorded: drifted),
    RuleCase("drift-before-apply", add, finds: "1.1 error", recorded: recorded(.drifted(since: last, objects: nil))),
    RuleCase(
      "drift-before-apply", add, finds: "1.1 error", recorded: recorded(.unfinished(last, isSamePlan: false))),
    RuleCase("drift-before-apply", add, finds: "1.1 info", recorded: recorded(.unfinished(last, isSamePlan: true))),
    RuleCase("drift-before-apply", add, recorded: recorded()),
    RuleCase("drift-before-apply", add, recorded: recorded(.neverRecorded)),
    RuleCase("drift-before-apply", add),
    RuleCase("applied-file-modified", add, finds: "1.1 error", recorded: edited),
    RuleCase("applied-file-modified", add, recorded: applied),
    RuleCase("non-linear-history", add, finds: "1.1 error", recorded: applied),
    RuleCase("non-linear-history", add, finds: "1.1 error", recorded: recorded(.asRecorded(later))),
    RuleCase("non-linear-history", add, recorded: recorded()),
    RuleCase("non-linear-history", add, recorded: recorded(.neverRecorded)),
    RuleCase("environment-order-violation", add, finds: "1.1 error", recorded: early),
    RuleCase(
      "environment-order-violation", add, recorded: early, choice: RuleChoice(ruleset: .relaxed)),
    RuleCase("environment-order-violation", add, recorded: recorded()),
    RuleCase(
      "hot-table-touched-repeatedly", add, finds: "1.1 info",
      beside: plans("ALTER TABLE orders ADD y int", "CREATE INDEX ON orders (id)", "DROP TABLE orders")),
    RuleCase("hot-table-touched-repeatedly", add, beside: plans("ALTER TABLE orders ADD y int")),
    RuleCase(
      "hot-table-touched-repeatedly", add,
      beside: plans("ALTER TABLE users ADD y int", "CREATE INDEX CONCURRENTLY ON orders (id)")),
    RuleCase(
      "cross-plan-ordering", ["ALTER TABLE cities ADD x int"], finds: "1.1 error",
      beside: plans("CREATE TABLE cities ()")),
    RuleCase(
      "cross-plan-ordering", ["CREATE TABLE t (c int REFERENCES cities)"], finds: "1.1 error",
      beside: plans("CREATE TABLE cities (id int PRIMARY KEY)")),
    RuleCase(
      "cross-plan-ordering", ["CREATE VIEW v AS SELECT * FROM cities"], finds: "1.1 warning", live: nil,
      beside: plans("CREATE TABLE cities ()")),
    RuleCase(
      "cross-plan-ordering", ["CREATE TABLE cities ()", "ALTER TABLE cities ADD x int"],
      beside: plans("CREATE TABLE cities ()")),
    RuleCase("cross-plan-ordering", add, beside: plans("CREATE TABLE IF NOT EXISTS orders ()")),
  ])
  func finds(_ example: RuleCase) { #expect(example.found == example.findings) }

  @Test func whatTheLedgerWouldTellIsNotCheckedWithoutOne() {
    let rules: Set<RuleID> = [
      "applied-file-modified", "drift-before-apply", "environment-order-violation", "non-linear-history",
    ]
    #expect(Set(RuleBook.unchecked(in: ReviewFixture.context([Self.add]))) == rules)
    #expect(RuleBook.unchecked(in: ReviewFixture.context([Self.add], recorded: Self.recorded())).isEmpty)
  }

  @Test func aDriftIsToldByItsObjects() {
    let context = ReviewFixture.context([Self.add], recorded: Self.drifted)
    let finding = RuleBook.findings(in: context).first { $0.rule == "drift-before-apply" }
    #expect(finding?.message == "the target is not as change 7 of 2026-01-01 00:00:00 left it: table users changed")
  }

  @Test func anOldPlanForASchemaThatIsStillThereIsARemark() {
    var context = ReviewFixture.context([Self.add], recorded: Self.recorded(.asRecorded(Self.later)))
    context.isStale = false
    #expect(RuleBook.findings(in: context).first { $0.rule == "non-linear-history" }?.severity == .info)
  }
}
