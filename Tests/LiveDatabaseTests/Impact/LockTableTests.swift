import LiveDatabase
import MigrationCore
import Postgres
import SQLSyntax
import Testing

/// The lock table against real servers: for every form of it, the locks on all relations of a schema and the files that
/// are written anew, as seen inside the transaction.
@Suite(.serialized) struct LockTableTests {
  struct Row: Sendable {
    /// What the statement is to be taken for.
    var form: LockingForm
    var sql: String
    /// The first server that has it.
    var since: Int
    init(_ form: LockingForm, _ sql: String, since: Int = 15) { (self.form, self.sql, self.since) = (form, sql, since) }
  }

  @Test func everyFormIsMeasured() {
    let measured = Set((Self.rows + Self.waiting.map(\.row)).map(\.form))
    #expect(LockingForm.allCases.filter { !measured.contains($0) } == [])
  }

  @Test func theTableHasWhatServersLock() async throws {
    for server in try await InstalledServers.all {
      let complaints = try await onAThreadOfItsOwn { try Self.complaints(on: server) }
      #expect(complaints == [], "PostgreSQL \(server.installation.version)")
    }
  }

  private static func complaints(on server: ScratchServer) throws -> [String] {
    try server.createDatabase("lock_table")
    let connection = try Connection(server.connectionParameters(database: "lock_table"))
    _ = try connection.execute("SET allow_in_place_tablespaces = on")
    _ = try connection.execute("CREATE TABLESPACE elsewhere LOCATION ''")
    defer { _ = try? connection.execute("DROP TABLESPACE elsewhere") }
    _ = try connection.execute(shop)
    var live = try ImpactReader.facts(of: ["shop"], on: connection)
    try UseReader.add(to: &live, of: ["shop"], on: connection)
    let schema = try CatalogReader.read("shop", over: connection).schema
    let before = try relations(connection)
    let names = Set(before.values.map(\.name))
    return try rows.filter { $0.since <= server.installation.major }.compactMap { row in
      let context = context(row.sql, live, schema)
      let forms = context.lockingForms(of: context.steps[0])
      guard forms.contains(row.form) else { return "\(row.sql) is not \(row.form) but \(forms)" }
      _ = try connection.execute("BEGIN")
      defer { _ = try? connection.execute("ROLLBACK") }
      do { _ = try connection.execute(row.sql) } catch { return "\(row.sql): \(error)" }
      let impact = context.impact(of: context.steps[0])
      let expected = impact.locks.filter { names.contains($0.relation.name.text) }
        .map { "\($0.relation.name) \($0.mode.rawValue)" }.sorted()
      let measured = try ImpactReaderTests.strongestLocks(connection, before.mapValues { ($0.name, $0.file) })
        .map { "\($0.key) \($0.value.rawValue)" }.sorted()
      if expected != measured { return "\(row.sql): expected \(expected), measured \(measured)" }
      let after = try relations(connection)
      let rewritten = before.filter { oid, old in
        old.isTable && after[oid].map { $0.file != old.file } ?? false
      }.map(\.value.name).sorted()
      // New index files and emptied tables are not what "rewrites the table" is about.
      let isCounted =
        impact.workBasis == .expected
        && ![.truncate, .reindex, .reindexIndex, .alterTypeRebuildingIndexes].contains(row.form)
      let written = impact.rewrites.map(\.name.text).filter(names.contains)
      return isCounted && written != rewritten ? "\(row.sql): rewrites \(rewritten), not \(written)" : nil
    }
  }

  @Test func whatRefusesATransactionAsksForWhatTheTableSays() async throws {
    for server in try await InstalledServers.all {
      try server.createDatabase("lock_waits")
      let database = server.connectionParameters(database: "lock_waits")
      let holder = try Connection(database)
      _ = try holder.execute(
        """
        CREATE TABLE orders (at int); CREATE INDEX orders_at ON orders (at);
        CREATE TABLE whole (a int) PARTITION BY LIST (a); CREATE TABLE part PARTITION OF whole FOR VALUES IN (1)
        """)
      for (row, relation) in Self.waiting {
        let mode = try #require(LockFootprint(of: row.form).named)
        // Enough against what is expected; VACUUM looks at the table under ACCESS SHARE first.
        _ = try holder.execute("BEGIN; LOCK TABLE \(relation) IN SHARE UPDATE EXCLUSIVE MODE")
        async let failure = onAThreadOfItsOwn {
          let waiter = try Connection(database)
          _ = try waiter.execute("SET lock_timeout = '5min'")
          do { _ = try waiter.execute(row.sql) } catch { return "\(error)" }
          return ""
        }
        // However busy the machine is, it asks at some time; then it has said enough.
        var asked: String?
        for _ in 0..<1_200 where asked == nil {
          try await Task.sleep(for: .milliseconds(50))
          asked = try holder.query(
            // Not pg_stat_activity: inside a transaction it stays what it was when first looked at.
            """
            SELECT mode, pg_cancel_backend(pid) FROM pg_locks
            WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND relation = '\(relation)'::regclass
            """
          ).first?[0]
        }
        let name = mode.rawValue.split(separator: " ").map { $0.prefix(1) + $0.dropFirst().lowercased() }.joined()
        let said = try await failure
        #expect(asked == name + "Lock", "\(row.sql) on \(server.installation.version): \(said)")
        _ = try holder.execute("ROLLBACK")
      }
    }
  }

  private static func context(_ sql: String, _ live: LiveFacts, _ schema: DatabaseSchema) -> ReviewContext {
    let parser = StatementParser(schema: "shop")
    let plan = Plan(
      formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "", sourceFingerprint: nil,
      groups: [TransactionGroup(steps: [Step(sql: sql)])])
    return ReviewContext(plan: plan, live: live, current: [schema]) { parser.facts(of: $0.sql) }
  }

  private typealias Relation = (name: String, file: String, isTable: Bool)

  /// Tables, views and sequences by oid, with the file that holds their rows.
  private static func relations(_ connection: borrowing Connection) throws -> [String: Relation] {
    let rows = try connection.query(
      """
      SELECT oid, relname, relfilenode, relkind IN ('r', 'm') FROM pg_class
      WHERE relnamespace = 'shop'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
      """)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] ?? "", ($0[1] ?? "", $0[2] ?? "", $0[3] == "t")) })
  }
}
