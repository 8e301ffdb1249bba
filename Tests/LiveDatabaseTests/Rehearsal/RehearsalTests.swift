import LiveDatabase
import MigrationCore
import Postgres
import Synchronization
import Testing

/// What a plan does on a copy is what it would do on the target.
@Suite struct RehearsalTests {
  @Test func whatThePlanDoesNotTouchIsWordedAsOnTheTarget() async throws {
    for server in try await InstalledServers.all {
      let found = try await rehearse(
        ["ALTER TABLE t ADD COLUMN n int;"],
        on: """
          CREATE TABLE t (s varchar(9) CHECK (s IN ('a', 'b')), a int);
          CREATE INDEX i ON t (a) WHERE s IN ('x', 'y');
          CREATE TABLE other (s varchar(9) CHECK (s IN ('a', 'b')));
          CREATE VIEW v AS SELECT s FROM other WHERE s IN ('c', 'd');
          """, server: server)
      #expect(found.report.notes.isEmpty, "PostgreSQL \(server.installation.version)")
      let desired = try #require(found.report.desired)
      #expect(found.changes(to: desired) == ["table public.t", "column public.t.n"])
    }
  }

  @Test func aTableInATablespaceIsRehearsedAndStaysThere() async throws {
    for server in try await InstalledServers.all {
      // In place, below the data folder: there is no other folder that the server's user may write to.
      let connection = try Connection(server.connectionParameters(database: "postgres"))
      try connection.execute("SET allow_in_place_tablespaces = on")
      do { _ = try connection.execute("CREATE TABLESPACE aside LOCATION ''") } catch {
        guard error.sqlState == .duplicateObject else { throw error }
      }
      let found = try await rehearse(
        ["ALTER TABLE t ADD COLUMN n int;"],
        on: """
          CREATE TABLE t (a int PRIMARY KEY USING INDEX TABLESPACE aside) TABLESPACE aside;
          CREATE INDEX i ON t (a) TABLESPACE aside;
          """, server: server)
      #expect(found.report.notes.isEmpty, "PostgreSQL \(server.installation.version)")
      let desired = try #require(found.report.desired)
      #expect(desired.tables.map(\.tablespace) == ["aside"])
      #expect(found.changes(to: desired) == ["table public.t", "column public.t.n"])
    }
  }

  @Test func aTypeOfAnotherSchemaThatOnlyThePlanNamesIsThere() async throws {
    for server in try await InstalledServers.all {
      let found = try await rehearse(
        ["ALTER TABLE t ADD COLUMN s other.state;"],
        on: """
          CREATE SCHEMA third; CREATE TYPE third.level AS ENUM ('low', 'high');
          CREATE SCHEMA other; CREATE TYPE other.state AS (l third.level);
          CREATE TABLE t (a int);
          """, server: server)
      #expect(found.report.failure == nil, "PostgreSQL \(server.installation.version)")
      #expect(found.report.notes.isEmpty)
    }
  }

  @Test func afterAFailingStepTheSchemaBeforeItsGroupIsShown() async throws {
    let found = try await rehearse(
      [
        "CREATE INDEX CONCURRENTLY i ON t (a);", "ALTER TABLE t ADD COLUMN b int;",
        "ALTER TABLE t ADD COLUMN a int;",
      ], groups: [1, 2], on: "CREATE TABLE t (a int);", server: try await InstalledServers.all[0])
    let failure = try #require(found.report.failure)
    #expect(failure.step == StepID(group: 2, step: 2))
    #expect(failure.message.contains("already exists"))
    #expect(found.changes(to: try #require(found.report.desired)) == ["table public.t", "index public.t.i"])
    #expect(found.report.fingerprint == nil)
  }

  @Test func aDataChangeIsCountedByTheTargetsStatisticsWhereTheCopyCanHaveThem() async throws {
    for server in try await InstalledServers.all {
      let found = try await rehearse(
        [
          "ALTER TABLE t ADD COLUMN n int;", "UPDATE t SET n = 1 WHERE a <= 1000;", "UPDATE parts SET b = 1;",
          "ALTER TABLE t ALTER COLUMN a TYPE bigint;", "DELETE FROM t WHERE a = 1;",
        ], groups: [1, 1, 1, 2],
        on: """
          CREATE TABLE t (a int PRIMARY KEY, v text NOT NULL);
          INSERT INTO t SELECT g, 'x' FROM generate_series(1, 20000) g;
          CREATE TABLE parts (a int, b int) PARTITION BY LIST (a);
          CREATE TABLE part PARTITION OF parts DEFAULT;
          INSERT INTO parts SELECT g FROM generate_series(1, 5000) g;
          ANALYZE t, parts;
          """, server: server)
      #expect(found.report.failure == nil)
      guard server.installation.major >= 18 else {
        #expect(found.report.changedRows.isEmpty && found.report.statisticsNote != nil)
        continue
      }
      #expect(found.report.statisticsNote == nil)
      let first = try #require(found.report.changedRows[StepID(group: 2, step: 1)])
      #expect((900...1100).contains(first))
      #expect(found.report.changedRows[StepID(group: 3, step: 1)] == 5000)
      // The rewritten copy of an empty table says nothing of the target's.
      #expect(found.report.changedRows[StepID(group: 4, step: 2)] == nil)
      // What EXPLAIN locked before is not taken from the step.
      let rowExclusive: (QualifiedName) -> RelationLock = { RelationLock($0, .rowExclusive) }
      #expect(found.report.steps[StepID(group: 2, step: 1)]?.locks == [QualifiedName("public", "t")].map(rowExclusive))
      #expect(
        found.report.steps[StepID(group: 3, step: 1)]?.locks
          == [QualifiedName("public", "part"), QualifiedName("public", "parts")].map(rowExclusive))
    }
  }

  @Test func aPlanWithoutDataChangesNeedsNoStatistics() async throws {
    let found = try await rehearse(
      ["ALTER TABLE t ADD COLUMN n int;"], on: "CREATE TABLE t (a int); INSERT INTO t VALUES (1); ANALYZE t",
      server: try await InstalledServers.all[0])
    #expect(found.report.statisticsNote == nil && found.report.changedRows.isEmpty)
  }

  /// A statement, what it locks besides what it creates, and what it writes anew.
  struct Measurement: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var locks: [String]
    var rewrites: [String]

    init(_ sql: String, _ locks: [String], rewrites: [String] = []) {
      (testDescription, self.locks, self.rewrites) = (sql, locks, rewrites)
    }
  }

  @Test(arguments: [
    Measurement("ALTER TABLE t ADD COLUMN n int;", ["t ACCESS EXCLUSIVE"]),
    Measurement("ALTER TABLE t ADD COLUMN n int DEFAULT 1;", ["t ACCESS EXCLUSIVE"]),
    Measurement("ALTER TABLE t ADD COLUMN n float DEFAULT random();", ["t ACCESS EXCLUSIVE"], rewrites: ["t"]),
    Measurement("ALTER TABLE t ALTER COLUMN a TYPE bigint;", ["t ACCESS EXCLUSIVE"], rewrites: ["t"]),
    Measurement("ALTER TABLE t ALTER COLUMN v TYPE varchar(50);", ["t ACCESS EXCLUSIVE"]),
    Measurement("ALTER TABLE t ALTER COLUMN v TYPE varchar(5);", ["t ACCESS EXCLUSIVE"], rewrites: ["t"]),
    Measurement("ALTER TABLE t ALTER COLUMN a SET NOT NULL;", ["t ACCESS EXCLUSIVE"]),
    Measurement("CREATE INDEX i ON t (a);", ["t SHARE"]),
    Measurement("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;", ["t ACCESS EXCLUSIVE"]),
    Measurement("ALTER TABLE t VALIDATE CONSTRAINT late;", ["t SHARE UPDATE EXCLUSIVE"]),
    Measurement(
      "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p;", ["p SHARE ROW EXCLUSIVE", "t SHARE ROW EXCLUSIVE"]),
    Measurement("DROP TABLE t;", ["t ACCESS EXCLUSIVE"]),
    Measurement("COMMENT ON TABLE t IS 'x';", ["t SHARE UPDATE EXCLUSIVE"]),
  ])
  func locksAndRewritesAreMeasured(_ wanted: Measurement) async throws {
    for server in try await InstalledServers.all {
      let found = try await rehearse(
        [wanted.testDescription],
        on: """
          CREATE TABLE p (id int PRIMARY KEY);
          CREATE TABLE t (a int, v varchar(20)); INSERT INTO t VALUES (1, 'x');
          ALTER TABLE t ADD CONSTRAINT late CHECK (a > -1) NOT VALID;
          """, server: server)
      let step = try #require(found.report.steps[StepID(group: 1, step: 1)])
      #expect(
        step.locks.map { "\($0.relation.name) \($0.mode.rawValue)" }.sorted() == wanted.locks,
        "PostgreSQL \(server.installation.version)")
      #expect(step.rewrites.map(\.name.text) == wanted.rewrites, "PostgreSQL \(server.installation.version)")
    }
  }

  private struct Found {
    var original: DatabaseSchema
    var report: RehearsalReport

    func changes(to desired: DatabaseSchema) -> [String] {
      AlignedTree(
        current: ObjectTree(schema: original, source: .liveDatabase),
        desired: ObjectTree(schema: desired, source: .rehearsal(failure: nil))
      ).rows.compactMap { row in
        guard let id = row.id, row.change != .same else { return nil }
        return "\(id.kind.rawValue) \(id)"
      }
    }
  }

  private static let databases = Atomic(0)

  private func rehearse(
    _ steps: [String], groups: [Int]? = nil, on schema: String, server: ScratchServer
  ) async throws -> Found {
    let name = "rehearsed\(Self.databases.add(1, ordering: .relaxed).newValue)"
    try server.createDatabase(name)
    let connection = try Connection(server.connectionParameters(database: name))
    try connection.execute(schema)
    let current = try CatalogReader.read("public", over: connection).schema
    var rest = steps[...]
    let groups = (groups ?? [steps.count]).map { count in
      defer { rest = rest.dropFirst(count) }
      return TransactionGroup(
        steps: rest.prefix(count).map { Step(sql: $0, type: "table", operation: "alter", path: "public.t") })
    }
    let plan = Plan(
      formatVersion: Plan.format, pgschemaVersion: Plan.pgschemaVersion, createdAt: "2026-01-01T00:00:00Z",
      sourceFingerprint: nil, groups: groups)
    let original = try Rehearsal.original(of: current, for: plan, over: connection)
    return Found(original: current, report: try await Rehearsal.run(plan, on: original) { _ in })
  }
}
