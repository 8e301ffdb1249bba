import Foundation
import LiveDatabase
import MigrationCore
import Postgres
import Synchronization
import TestServer
import Testing

/// While the long steps of an online strategy run, others read and write the table.
@Suite(.serialized) struct OnlineStrategyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Beside `t (id int, a int, b int, c text)`, which has many rows, and `r (id int PRIMARY KEY)`.
    var before = ""
    var after: String
    var isPartitioned = false
    /// Enough of them for a step to take long: it must let others through.
    var rows = 400_000
  }

  @Test(arguments: [
    Case(testDescription: "NOT NULL", after: "ALTER TABLE t ALTER a SET NOT NULL", rows: 1_200_000),
    Case(
      testDescription: "a check", after: "ALTER TABLE t ADD CONSTRAINT k CHECK (length(c) > 3)", rows: 1_200_000),
    Case(testDescription: "a foreign key", after: "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES r"),
    Case(testDescription: "an index", after: "CREATE INDEX i ON t (c)"),
    Case(
      testDescription: "an index that changes", before: "CREATE INDEX i ON t (c)", after: "CREATE INDEX i ON t (c DESC)"
    ),
    Case(testDescription: "a unique constraint", after: "ALTER TABLE t ADD CONSTRAINT u UNIQUE (id)"),
    Case(testDescription: "a primary key", after: "ALTER TABLE t ADD PRIMARY KEY (id)"),
    Case(
      testDescription: "a key that changes", before: "ALTER TABLE t ADD CONSTRAINT u UNIQUE (id)",
      after: "ALTER TABLE t ADD CONSTRAINT u UNIQUE (id, a)"),
    Case(
      testDescription: "a constraint that is not valid yet",
      before: "ALTER TABLE t ADD CONSTRAINT k CHECK (length(c) > 3) NOT VALID",
      after: "ALTER TABLE t ADD CONSTRAINT k CHECK (length(c) > 3)", rows: 1_200_000),
    Case(testDescription: "an index over partitions", after: "CREATE INDEX i ON t (c)", isPartitioned: true),
    Case(
      testDescription: "a primary key over partitions", after: "ALTER TABLE t ADD PRIMARY KEY (id)", isPartitioned: true
    ),
    Case(
      testDescription: "a key over partitions that changes", before: "ALTER TABLE t ADD CONSTRAINT u UNIQUE (id)",
      after: "ALTER TABLE t ADD CONSTRAINT u UNIQUE (id, a)", isPartitioned: true),
  ])
  func othersReadAndWriteMeanwhile(_ one: Case) async throws {
    let target = try await database(one.before, rows: one.rows, isPartitioned: one.isPartitioned)
    let desired = try await database(one.after, rows: 0, isPartitioned: one.isPartitioned)
    let plan = try self.plan(from: target, to: desired)
    let traffic = Traffic(target)
    try await traffic.start()
    defer { traffic.stop() }
    let connection = try Connection(target)
    var times: [(sql: String, begin: ContinuousClock.Instant, end: ContinuousClock.Instant)] = []
    for step in plan.steps.map(\.step) {
      let begin = ContinuousClock.now
      try connection.execute(step.sql)
      times.append((step.sql, begin, .now))
    }
    let longest = times.map { $0.end - $0.begin }.max() ?? .zero
    #expect(longest > .milliseconds(60), "too few rows to prove anything")
    // What would be over at once takes its time on a busy machine, but not as long as what reads a whole table.
    for (sql, begin, end) in times where end - begin > longest / 2 {
      #expect(traffic.hasRead(between: begin, and: end), "reads waited for \(sql)")
      #expect(traffic.hasWritten(between: begin, and: end), "writes waited for \(sql)")
    }
    #expect(traffic.failure == nil)
  }

  private func database(_ sql: String, rows: Int, isPartitioned: Bool) async throws -> ConnectionParameters {
    let partitions = (0..<2).map { "CREATE TABLE t\($0) PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER \($0));" }
    let parameters = try await TestServer.database()
    let connection = try Connection(parameters)
    try connection.execute(
      """
      CREATE TABLE r (id int PRIMARY KEY);
      INSERT INTO r SELECT generate_series(1, \(rows));
      CREATE SEQUENCE fresh START 1000000000;
      CREATE TABLE t (id int, a int, b int, c text) \(isPartitioned ? "PARTITION BY HASH (id)" : "");
      \(isPartitioned ? partitions.joined() : "")
      INSERT INTO t SELECT n, n, n, md5(n::text) FROM generate_series(1, \(rows)) AS n;
      \(sql);
      """)
    return parameters
  }

  private func plan(from target: ConnectionParameters, to desired: ConnectionParameters) throws -> Plan {
    let before = try CatalogReader.read(["public"], names: .relative, over: Connection(target))
    let after = try CatalogReader.read(["public"], names: .relative, over: Connection(desired))
    let outcome = try Planner.plan(
      from: before.schema("public"), to: after.schema("public"), on: before.server,
      PlanOptions(role: before.databaseOwner))
    #expect(outcome.refusals.isEmpty)
    return Plan(outcome.changes, schema: "public", createdAt: "", sourceFingerprint: nil, countersign: nil)
  }
}

/// Two sessions, one that reads and one that writes the table over and over; they remember when.
private final class Traffic: Sendable {
  private struct Log {
    var reads: [ClosedRange<ContinuousClock.Instant>] = []
    var writes: [ClosedRange<ContinuousClock.Instant>] = []
    var isStopping = false
    var failure: String?
  }

  private let target: ConnectionParameters
  private let log = Mutex(Log())

  init(_ target: ConnectionParameters) { self.target = target }

  var failure: String? { log.withLock(\.failure) }

  /// Returns once both have done something.
  func start() async throws {
    repeatedly("SELECT c FROM t LIMIT 1") { $0.reads.append($1) }
    repeatedly("INSERT INTO t SELECT nextval('fresh'), 1, 1, 'four'") {
      $0.writes.append($1)
    }
    while log.withLock({ ($0.reads.isEmpty || $0.writes.isEmpty) && $0.failure == nil }) {
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  func stop() { log.withLock { $0.isStopping = true } }

  func hasRead(between begin: ContinuousClock.Instant, and end: ContinuousClock.Instant) -> Bool {
    log.withLock { $0.reads.contains { $0.lowerBound > begin && $0.upperBound < end } }
  }

  func hasWritten(between begin: ContinuousClock.Instant, and end: ContinuousClock.Instant) -> Bool {
    log.withLock { $0.writes.contains { $0.lowerBound > begin && $0.upperBound < end } }
  }

  private func repeatedly(
    _ sql: String, _ remember: @escaping @Sendable (inout Log, ClosedRange<ContinuousClock.Instant>) -> Void
  ) {
    Thread.detachNewThread { [self] in
      do {
        let connection = try Connection(target)
        while !log.withLock(\.isStopping) {
          let begin = ContinuousClock.now
          try connection.execute(sql)
          let end = ContinuousClock.now
          log.withLock { remember(&$0, begin...end) }
        }
      } catch { log.withLock { $0.failure = $0.failure ?? "\(error)" } }
    }
  }
}
