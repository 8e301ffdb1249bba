import MigrationCore
import Testing

@Suite struct ImpactTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String { sql }
    var sql: String
    var sentences: [String]
    init(_ sql: String, _ sentences: String...) { (self.sql, self.sentences) = (sql, sentences) }
  }

  static func sentences(_ groups: [[String]], live: LiveFacts? = ReviewFixture.live) -> [String] {
    let context = ReviewFixture.context(groups, live: live)
    return context.impact(of: context.steps.last!).sentences
  }

  @Test(arguments: [
    Case(
      "ALTER TABLE orders ADD a int", "stops reads and writes on shop.orders (12.1M rows, 3.2 GB) (expected)",
      "no rewrite, no scan (expected)"),
    Case(
      "ALTER TABLE orders ADD FOREIGN KEY (u) REFERENCES users NOT VALID",
      "stops writes on shop.orders (12.1M rows, 3.2 GB) and shop.users (5.0M rows, 1.0 GB), a foreign key points to it"
        + " (expected)", "no rewrite, no scan (expected)"),
    Case(
      "CREATE INDEX CONCURRENTLY ON orders (id)",
      "nothing waits, but autovacuum and other index builds on shop.orders (12.1M rows, 3.2 GB) do (expected)",
      "reads all of shop.orders (12.1M rows, 3.2 GB) (expected)"),
    Case(
      "ALTER TABLE orders DROP COLUMN note", "stops reads and writes on shop.orders (12.1M rows, 3.2 GB) (expected)",
      "no rewrite, no scan (expected)", "data is lost", "used by view shop.recent"),
    Case("GRANT SELECT ON orders TO public", "nothing waits (expected)", "no rewrite, no scan (expected)"),
    Case(
      "ALTER TABLE orders VIRTUALIZE",
      "locks not checked: PostgreSQL 15's grammar does not know it: syntax error at or near \"VIRTUALIZE\"",
      "rewrite and scan not checked: PostgreSQL 15's grammar does not know it: syntax error at or near \"VIRTUALIZE\"",
      "whether data is lost: not checked"),
    Case(
      "ALTER DOMAIN email ADD CHECK (VALUE <> '')",
      "stops writes on shop.users (5.0M rows, 1.0 GB), it has a column of the domain (expected)",
      "reads all of shop.users (5.0M rows, 1.0 GB) (expected)"),
  ])
  func isSaidAs(_ example: Case) { #expect(Self.sentences([[example.sql]]) == example.sentences) }

  @Test func aLockThatAnEarlierStepHoldsIsNeededAllTheSame() {
    let context = ReviewFixture.context([["ALTER TABLE orders ADD a int", "ALTER TABLE orders DROP COLUMN note"]])
    let orders = QualifiedName("shop", "orders")
    let seen = MeasuredStep(locks: [], rewrites: [], held: [orders: .accessExclusive])
    let impact = context.impact(of: context.steps[1]).measured(seen)
    #expect(impact.locks == [RelationLock(orders, .accessExclusive)])
    #expect(impact.locksBasis == .measured)
  }

  @Test func locksOfRelationsThatThePlanMakesAreLeftOut() {
    let lines = Self.sentences([["CREATE TABLE t (a int)", "ALTER TABLE t ALTER a TYPE text"]])
    #expect(lines == ["nothing waits (expected)", "no rewrite, no scan (expected)"])
  }

  @Test func withoutADatabaseTheUnknownIsNamed() {
    #expect(
      Self.sentences([["DROP INDEX i"]], live: nil) == [
        "stops reads and writes on shop.i (expected)",
        "locks not checked: the index's table, for want of a database", "no rewrite, no scan (expected)",
      ])
  }

  @Test func partitionsAreLockedWithTheirParent() {
    let context = ReviewFixture.context([["ALTER TABLE parts ALTER a SET NOT NULL"]])
    let impact = context.impact(of: context.steps[0])
    #expect(impact.locks.map(\.relation.name) == ["part_1", "parts"])
    #expect(impact.scans.map(\.name) == ["part_1"])
  }

  @Test(
    arguments: [
      (0, "0"), (950, "950"), (1000, "1.0k"), (12_100_000, "12.1M"), (999_999, "999k"), (1_200_000_000, "1.2G"),
    ] as [(Int64, String)])
  func countsAreShort(_ value: Int64, _ text: String) { #expect(Quantity.count(value) == text) }

  @Test(
    arguments: [
      (512, "512 bytes"), (8192, "8.0 kB"), (3_436_000_000, "3.2 GB"), (Int64.max, "8191 PB"),
    ] as [(Int64, String)])
  func bytesHaveUnits(_ value: Int64, _ text: String) { #expect(Quantity.bytes(value) == text) }

  @Test(arguments: [
    ("CREATE TABLE t (a int)", RiskLevel.low, 0), ("CREATE INDEX CONCURRENTLY i ON orders (id)", .low, 0),
    ("ALTER TABLE small ADD CHECK (a > 0)", .low, 0), ("ALTER TABLE orders ADD a int", .moderate, 6),
    ("ALTER TABLE orders RENAME note TO n", .moderate, 7), ("DO 'BEGIN END'", .moderate, 3),
    ("CREATE INDEX ON orders (id)", .high, 9), ("ALTER TABLE orders ALTER id TYPE bigint", .high, 24),
    ("DROP TABLE small", .high, 8), ("ALTER TABLE orders VIRTUALIZE", .high, 9),
  ])
  func aStepsRiskIsLockTimesWorkTimesSizeAndLossAndDependents(_ sql: String, level: RiskLevel, points: Int) {
    let context = ReviewFixture.context([[sql]])
    let risk = context.risk(of: context.steps[0])
    #expect(risk.level == level && risk.points == points && risk.reasons.isEmpty == (points == 0))
    #expect(context.highestRisk?.risk == risk)
  }

  @Test func thePreflightNamesWhatStandsInTheWay() {
    var live = ReviewFixture.live
    var activity = LiveActivity()
    var session = LiveSession(
      processID: 7, user: "app", application: "", state: "active", transactionAge: 90, query: "SELECT 1")
    session.locks = [ReviewFixture.name("orders"): [.accessShare]]
    activity.sessions = [session]
    activity.preparedTransactions = [PreparedTransaction(name: "x", owner: "app", age: 5)]
    (activity.connections, activity.maximumConnections) = (95, 100)
    live.activity = activity
    live.settings = ["max_locks_per_transaction": "64", "max_prepared_transactions": "0"]
    func obstacles(_ sql: String) -> [PreflightCheck.Subject: [String]] {
      let checks = ReviewFixture.context([[sql]], live: live).preflight
      return Dictionary(uniqueKeysWithValues: checks.map { ($0.subject, $0.obstacles) })
    }
    let found = obstacles("ALTER TABLE orders ADD a int")
    #expect(found.count == PreflightCheck.Subject.allCases.count)
    #expect(found[.blockingSessions]?.count == 1 && found[.longTransactions]?.count == 1)
    #expect(found[.preparedTransactions] == ["'x' of app, prepared 5 s ago"])
    #expect(found[.connections] == ["95 of 100 connections are in use"])
    #expect(found[.wraparoundVacuum] == [] && found[.invalidIndexes] == [] && found[.lockTable] == [])
    #expect(obstacles("ALTER TABLE users ADD a int")[.blockingSessions] == [])
    live.settings["max_locks_per_transaction"] = "0"
    #expect(obstacles("ALTER TABLE orders ADD a int")[.lockTable]?.count == 1)
    live.settings["max_locks_per_transaction"] = "10"
    #expect(obstacles("CREATE TABLE a (id int PRIMARY KEY)")[.lockTable] == [])
    live.activity?.locks = 995
    #expect(
      obstacles("CREATE TABLE a (id int PRIMARY KEY)")[.lockTable]
        == ["the transaction from step 1.1 on takes 6 locks, and the server has room for 1000, of which 995 are taken"])
  }

  @Test func statementsThatNobodyUnderstandsAreCounted() {
    let context = ReviewFixture.context([["FROBNICATE", "SELECT 1"], ["ALTER"]])
    #expect(context.assessment(at: "now").gaps.first == "2 statements not analysed")
  }
}
