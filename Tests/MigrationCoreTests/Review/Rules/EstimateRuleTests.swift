import MigrationCore
import Testing

@Suite struct EstimateRuleTests {
  /// The fixture's target with something changed.
  static func live(_ change: (inout LiveFacts) -> Void) -> LiveFacts {
    var facts = ReviewFixture.live
    change(&facts)
    return facts
  }

  static let busy = live {
    $0.activity = LiveActivity()
    $0.activity?.connections = 90
    $0.activity?.maximumConnections = 100
    $0.activity?.replicas = [LiveReplica(application: "reports", state: "streaming", lag: 0)]
    $0.settings["lock_timeout"] = "2000"
    var use = RelationUse()
    (use.scans, use.seconds) = (340_000, 1000)
    $0.relations[ReviewFixture.name("orders")]?.use = use
  }

  /// With what the planner expects of a statement.
  static func explained(_ statement: String, _ rows: Int64) -> LiveFacts {
    live { $0.explainedRows[statement] = rows }
  }

  static func timeout(_ milliseconds: String) -> LiveFacts { live { $0.settings["statement_timeout"] = milliseconds } }

  @Test(arguments: [
    RuleCase("index-build-estimate", ["CREATE INDEX ON orders (id)"], finds: "1.1 warning"),
    RuleCase("index-build-estimate", ["CREATE INDEX CONCURRENTLY ON orders (id)"], finds: "1.1 warning"),
    RuleCase("index-build-estimate", ["CREATE INDEX ON small (id)"]),
    RuleCase("index-build-estimate", ["CREATE INDEX ON orders (id)"], live: nil),
    RuleCase("rewrite-estimate", ["ALTER TABLE orders ALTER id TYPE bigint"], finds: "1.1 error"),
    RuleCase("rewrite-estimate", ["VACUUM FULL orders"], finds: "1.1 error"),
    RuleCase("rewrite-estimate", ["ALTER TABLE small SET UNLOGGED"]),
    RuleCase("rewrite-estimate", ["ALTER TABLE orders ADD x int"]),
    RuleCase("scan-estimate", ["ALTER TABLE orders ADD CHECK (id > 0)"], finds: "1.1 info"),
    RuleCase("scan-estimate", ["ALTER TABLE orders ADD CONSTRAINT c CHECK (id > 0) NOT VALID"]),
    RuleCase("scan-estimate", ["ALTER TABLE orders ALTER note SET NOT NULL"], finds: "1.1 info"),
    RuleCase("validate-constraint-load", ["ALTER TABLE orders VALIDATE CONSTRAINT c"], finds: "1.1 info"),
    RuleCase("validate-constraint-load", ["ALTER TABLE small VALIDATE CONSTRAINT c"]),
    RuleCase("large-table-step", ["CREATE INDEX CONCURRENTLY ON orders (id)"], finds: "1.1 warning"),
    RuleCase("large-table-step", ["ALTER TABLE orders ADD x int"]),
    RuleCase(
      "large-table-step", ["CREATE INDEX CONCURRENTLY ON orders (id)"],
      choice: RuleChoice(options: ["large-table-step": ["rows": .number(50_000_000), "megabytes": .number(9000)]])),
    RuleCase("rewrite-disk-headroom", ["VACUUM FULL orders"], finds: "1.1 warning"),
    RuleCase("rewrite-disk-headroom", ["VACUUM orders"]),
    RuleCase("replication-lag-risk", ["VACUUM FULL orders"], finds: "1.1 warning", live: busy),
    RuleCase("replication-lag-risk", ["VACUUM FULL orders"]),
    RuleCase("lock-queue-estimate", ["ALTER TABLE orders ADD x int"], finds: "1.1 warning", live: busy),
    RuleCase("lock-queue-estimate", ["ALTER TABLE small ADD x int"], live: busy),
    RuleCase("low-traffic-window-suggested", ["ALTER TABLE orders ALTER id TYPE bigint"], finds: "1.1 info"),
    RuleCase("low-traffic-window-suggested", ["CREATE INDEX CONCURRENTLY ON orders (id)"]),
    RuleCase("estimate-exceeds-timeout", ["VACUUM FULL orders"], finds: "1.1 error", live: timeout("1000")),
    RuleCase("estimate-exceeds-timeout", ["VACUUM FULL orders"], finds: "1.1 warning", live: timeout("300000")),
    RuleCase("estimate-exceeds-timeout", ["VACUUM FULL orders"], live: timeout("0")),
    RuleCase(
      "estimate-exceeds-timeout", ["SET statement_timeout = 0"], ["VACUUM FULL orders"], live: timeout("1000")),
    RuleCase(
      "estimate-exceeds-timeout", ["SET statement_timeout = '1s'"], ["VACUUM FULL orders"], finds: "2.1 error"),
    RuleCase("cumulative-lock-budget", ["VACUUM FULL orders"], ["VACUUM FULL orders"], finds: "2.1 warning"),
    RuleCase("cumulative-lock-budget", ["VACUUM FULL orders"]),
    RuleCase("backfill-estimate", ["UPDATE orders SET note = ''"], finds: "1.1 warning"),
    RuleCase(
      "backfill-estimate", ["DELETE FROM orders WHERE id < 9"], finds: "1.1 warning",
      live: explained("DELETE FROM orders WHERE id < 9", 200_000)),
    RuleCase(
      "backfill-estimate", ["DELETE FROM orders WHERE id < 9"], live: explained("DELETE FROM orders WHERE id < 9", 9)),
    RuleCase("backfill-estimate", ["UPDATE orders SET note = '' WHERE id < 9"]),
    RuleCase("backfill-estimate", ["UPDATE small SET a = 1"]),
  ])
  func finds(_ example: RuleCase) { #expect(example.found == example.findings) }

  @Test(arguments: [
    (nil as Int64?, 0 as Int64, ["1.1 info"]), (1_000_000, 0, []), (1_000_000, 200_001, ["1.1 info"]),
  ])
  func staleStatisticsAreTold(_ rows: Int64?, _ changed: Int64, _ findings: [String]) {
    let live = Self.live {
      $0.relations[ReviewFixture.name("orders")]?.size.rows = rows
      var use = RelationUse()
      use.changedSinceAnalyze = changed
      $0.relations[ReviewFixture.name("orders")]?.use = use
    }
    #expect(RuleCase("stale-statistics", ["CREATE INDEX ON orders (id)"], live: live).found == findings)
  }

  @Test func anEstimateSaysHowItCameAbout() throws {
    let context = ReviewFixture.context([["CREATE INDEX ON orders (id)"]])
    let estimate = try #require(context.estimates(of: context.steps[0]).first)
    #expect(estimate.words == "14 s–5 min")
    #expect(estimate.arithmetic == "12.1 million rows × 1.15 s = 14 s; × 20 on slow storage")
  }

  @Test func aBackfillIsToldWithItsBatches() {
    let context = ReviewFixture.context([["UPDATE orders SET note = ''"]])
    let finding = RuleBook.findings(in: context).first { $0.rule == "backfill-estimate" }
    #expect(
      finding?.message
        == "changes about 12.1M rows of shop.orders (12.1M rows, 3.2 GB): 5 min–42 min in one transaction, about 3.2 GB of dead rows and index entries"
    )
    #expect(finding?.remedy.hasPrefix("batches by primary key: 2.4k of 5.0k rows") == true)
  }

  /// `count` runs of a second for each million rows, and one more of two seconds.
  private static func runs(_ count: Int) -> RecordedFacts {
    var facts = RecordedFacts(.neverRecorded)
    facts.work = (0...count).map { place in
      RecordedWork(
        .indexBuild, rows: 2_000_000, bytes: 400_000_000, seconds: place == count ? 4 : 2, change: place + 1,
        step: StepID(group: 1, step: 1))
    }
    return facts
  }

  private static func estimate(_ recorded: RecordedFacts) throws -> WorkEstimate {
    let context = ReviewFixture.context([["CREATE INDEX ON orders (id)"]], recorded: recorded)
    return try #require(context.estimates(of: context.steps[0]).first)
  }

  @Test func oneRecordedRunNarrowsAnEstimateToHalfAndTwice() throws {
    let estimate = try Self.estimate(Self.runs(0))
    #expect(estimate.words == "12 s–48 s")
    #expect(
      estimate.arithmetic
        == "12.1 million rows × 1 to 4 s: half to twice of what change 1, step 1.1: 2.0M rows in 4 s, took here")
  }

  @Test func threeRecordedRunsNarrowAnEstimateToWhatTheyTook() throws {
    let estimate = try Self.estimate(Self.runs(9))
    #expect(estimate.words == "12 s–12 s")
    #expect(
      estimate.arithmetic.hasSuffix("as 10 like steps took here, the last in change 10, step 1.1: 2.0M rows in 4 s"))
  }

  @Test func runsOfOtherWorkNarrowNothing() throws {
    var facts = Self.runs(5)
    facts.work = facts.work.map { run in
      var run = run
      run.work = .rewrite
      return run
    }
    #expect(try Self.estimate(facts).words == "14 s–5 min")
  }

  @Test func aStalePlanAndAFailedRehearsalAreFindings() {
    var context = ReviewFixture.context([["ALTER TABLE orders ADD x int"]])
    #expect(RuleBook.findings(in: context).allSatisfy { $0.rule != "plan-stale" && $0.rule != "shadow-replay-failed" })
    context.isStale = true
    context.rehearsalFailure = (StepID(group: 1, step: 1), "no such table")
    let rules = RuleBook.findings(in: context).map(\.rule)
    #expect(rules.contains("plan-stale") && rules.contains("shadow-replay-failed"))
  }

  @Test(arguments: [
    (0.0004, "under 1 ms"), (0.08, "80 ms"), (4.2, "4.2 s"), (15.4, "15 s"), (600, "10 min"), (9000, "3 h"),
    (200_000, "2 d"),
  ])
  func aDurationHasTwoDigits(_ seconds: Double, _ words: String) { #expect(Quantity.duration(seconds) == words) }

  @Test func whatThePlannerRefusesIsAFinding() {
    let live = Self.live { $0.explainFailures["UPDATE orders SET gone = 1"] = "column \"gone\" does not exist" }
    #expect(RuleCase("dml-dry-run-failed", ["UPDATE orders SET gone = 1"], live: live).found == ["1.1 error"])
    #expect(RuleCase("dml-dry-run-failed", ["UPDATE orders SET id = 1"], live: live).found.isEmpty)
  }

  @Test func aStepThatNamesNoObjectIsWrittenByHand() {
    #expect(RuleCase("user-supplied-statement", ["SELECT 1"]).found == ["1.1 warning"])
    #expect(RuleCase("user-supplied-statement", ["SELECT 1"], isScript: true).found.isEmpty)
  }
}
