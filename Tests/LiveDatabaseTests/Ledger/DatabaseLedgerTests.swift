import LiveDatabase
import MigrationCore
import Postgres
import TestServer
import Testing

/// What only a ledger in a database can and must do.
@Suite struct DatabaseLedgerTests {
  @Test(arguments: [
    "UPDATE countersign.entry SET body = '{}'", "DELETE FROM countersign.entry", "TRUNCATE countersign.entry",
    "UPDATE countersign.content SET bytes = ''", "DELETE FROM countersign.content", "TRUNCATE countersign.content",
    "DELETE FROM countersign.version", "UPDATE countersign.entry SET id = id WHERE false",
  ])
  func rowsAreOnlyEverAdded(_ statement: String) async throws {
    let ledger = try await TestLedger()
    try ledger.store.append(TestLedger.beginning())
    let error = #expect(throws: PostgresError.self) { try Connection(ledger.target).execute(statement) }
    #expect(error?.sqlState == .insufficientPrivilege)
    #expect(error?.message.hasSuffix("are only ever added") == true)
  }

  @Test func theOwnerHasNoRightToChangeRows() async throws {
    let ledger = try await TestLedger()
    let connection = try Connection(ledger.target)
    try connection.execute("CREATE ROLE keeper\(connection.databaseName)")
    try connection.execute("GRANT CREATE ON DATABASE \(connection.databaseName) TO keeper\(connection.databaseName)")
    var keeper = ledger.target
    keeper.options = [.init("options", "-c role=keeper\(connection.databaseName)")]
    try LedgerStore(.target, target: keeper).append(TestLedger.beginning())
    let rights = try connection.query(
      """
      SELECT string_agg(acl.privilege_type, ',' ORDER BY acl.privilege_type) FROM pg_class, aclexplode(relacl) AS acl
      WHERE oid = 'countersign.entry'::regclass AND acl.privilege_type NOT IN ('REFERENCES', 'TRIGGER', 'MAINTAIN')
      """)
    #expect(rights.first?[0] == "INSERT,SELECT")
    let session = try Connection(keeper)
    try session.execute("DROP TRIGGER keep ON countersign.entry")
    let error = #expect(throws: PostgresError.self) { try session.execute("DELETE FROM countersign.entry") }
    #expect(error?.message == "permission denied for table entry")
  }

  @Test func whatTheWriterSaysOfTheChainCountsForNothing() async throws {
    let ledger = try await TestLedger()
    try ledger.store.append(TestLedger.beginning())
    try Connection(ledger.target).execute(
      """
      INSERT INTO countersign.entry (id, written_at, kind, change, body, previous, hash)
      VALUES (9, '2001-01-01', 'attempt', 1, '{"step":"1.1"}', 'x', 'y')
      """)
    let entries = try ledger.store.entries()
    #expect(entries.map(\.id) == [1, 2] && LedgerEntry.firstBroken(in: entries) == nil)
  }

  @Test(arguments: [
    ("UPDATE countersign.entry SET body = replace(body, 'staging', 'nowhere') WHERE id = 3", 3),
    ("UPDATE countersign.entry SET written_at = written_at + interval '1 microsecond' WHERE id = 2", 2),
    ("UPDATE countersign.entry SET change = 1 WHERE id = 3", 3),
    ("DELETE FROM countersign.entry WHERE id = 2", 2),
    ("UPDATE countersign.entry SET hash = repeat('0', 64) WHERE id = 4", 4),
  ])
  func aRowThatASuperuserEditedIsFound(_ statement: String, _ id: Int) async throws {
    let ledger = try await TestLedger()
    for _ in 1...5 { try ledger.store.append(TestLedger.beginning()) }
    try Connection(ledger.target).execute("SET session_replication_role TO replica; \(statement)")
    #expect(LedgerEntry.firstBroken(in: try ledger.store.entries())?.id == id)
  }

  @Test func contentThatASuperuserEditedIsFound() async throws {
    let ledger = try await TestLedger()
    let hash = try ledger.store.store(content: [1, 2, 3])
    try Connection(ledger.target).execute(
      """
      ALTER TABLE countersign.content DROP CONSTRAINT content_check;
      SET session_replication_role TO replica; UPDATE countersign.content SET bytes = '\\x00'
      """)
    #expect(try ledger.store.brokenContent()?.hash == hash)
    let error = #expect(throws: LedgerError.self) { try ledger.store.content(hash) }
    #expect(error?.code == .unreadable)
  }

  @Test func rowsOfAGroupComeAndGoWithItsTransaction() async throws {
    let ledger = try await TestLedger()
    let change = try ledger.store.append(TestLedger.beginning()).id
    let target = try Connection(ledger.target)
    // As a step may leave the session.
    try target.execute("SET search_path TO nowhere; SET standard_conforming_strings TO off; BEGIN")
    let failure = LedgerRecord.failed(StepID(group: 1, step: 1), message: #"a \ and a ' "#, attempt: 1)
    try ledger.store.append([failure, TestLedger.ran(1)], change: change, over: target)
    try target.execute("ROLLBACK; BEGIN")
    try ledger.store.append([failure, TestLedger.ran(1), TestLedger.ran(2)], change: change, over: target)
    try target.execute("COMMIT")
    let entries = try ledger.store.entries()
    #expect(entries.map(\.id) == [1, 2, 3, 4] && LedgerEntry.firstBroken(in: entries) == nil)
    #expect(try ledger.store.change(change).failures.map(\.message) == [#"a \ and a ' "#])
  }

  @Test func anOpenGroupKeepsOthersWaitingAndTheChainWhole() async throws {
    let ledger = try await TestLedger()
    let change = try ledger.store.append(TestLedger.beginning()).id
    let (place, parameters) = (ledger.place, ledger.target)
    let target = try Connection(parameters)
    try target.execute("BEGIN")
    try ledger.store.append([TestLedger.ran(1)], change: change, over: target)
    let other = Task.detached {
      try LedgerStore(place, target: parameters).append(TestLedger.beginning()).id
    }
    let watcher = try Connection(parameters)
    while try watcher.query("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").isEmpty {
      try await Task.sleep(for: .milliseconds(10))
    }
    try target.execute("COMMIT")
    #expect(try await other.value == 3)
    #expect(LedgerEntry.firstBroken(in: try ledger.store.entries()) == nil)
  }

  @Test func aLedgerOfALaterVersionIsRefused() async throws {
    let ledger = try await TestLedger()
    try ledger.store.prepare()
    try Connection(ledger.target).execute("INSERT INTO countersign.version (number) VALUES (1000)")
    for use in [{ try ledger.store.prepare() }, { _ = try ledger.store.entries() }] {
      let error = #expect(throws: LedgerError.self) { try use() }
      #expect(error?.code == .newer)
    }
    let error = #expect(throws: LedgerError.self) { try ledger.store.append(TestLedger.beginning()) }
    #expect(error?.code == .newer)
  }

  @Test func settingsOfTheDatabaseDoNotMatter() async throws {
    let ledger = try await TestLedger()
    let connection = try Connection(ledger.target)
    let name = connection.databaseName
    try connection.execute("CREATE SCHEMA traps; CREATE TABLE traps.entry (id text)")
    try connection.execute(
      """
      CREATE FUNCTION traps.never(bigint, bigint) RETURNS boolean LANGUAGE sql AS 'SELECT false';
      CREATE OPERATOR traps.= (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = traps.never);
      """)
    for setting in [
      "default_transaction_read_only = on", "default_transaction_isolation = 'serializable'",
      "search_path = traps, pg_catalog", "synchronous_commit = off", "DateStyle = 'German'",
      "TimeZone = 'Asia/Kathmandu'", "standard_conforming_strings = off", "bytea_output = 'escape'",
    ] { try connection.execute("ALTER DATABASE \(name) SET \(setting)") }
    let store = ledger.store
    let hash = try store.store(content: [0, 92, 255])
    let change = try store.append(TestLedger.beginning()).id
    try store.append(TestLedger.applied, change: change)
    #expect(try ledger.store.content(hash) == [0, 92, 255])
    let entries = try ledger.store.entries(.change(change))
    #expect(LedgerEntry.firstBroken(in: entries) == nil && entries.count == 2)
    #expect(try store.now > entries[1].writtenAt)
  }

  @Test func aSessionThatWentAwayIsReplaced() async throws {
    let ledger = try await TestLedger()
    let store = ledger.store
    let change = try store.append(TestLedger.beginning()).id
    try Connection(ledger.target).execute(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    try store.append(TestLedger.applied, change: change)
    #expect(try store.change(change).isApplied)
  }

  @Test func aRoleWithoutRightsIsToldWhatToGrant() async throws {
    let ledger = try await TestLedger()
    let connection = try Connection(ledger.target)
    let role = "clerk\(connection.databaseName)"
    try connection.execute("CREATE ROLE \(role)")
    var clerk = ledger.target
    clerk.options = [.init("options", "-c role=\(role)")]
    var error = #expect(throws: LedgerError.self) { try LedgerStore(.target, target: clerk).prepare() }
    #expect(error?.code == .notAllowed && error?.hint.contains("GRANT CREATE ON DATABASE") == true)
    try ledger.store.prepare()
    error = #expect(throws: LedgerError.self) {
      try LedgerStore(.target, target: clerk).append(TestLedger.beginning())
    }
    #expect(error?.code == .notAllowed)
    let hint = try #require(error?.hint)
    let grants = try #require(hint.firstRange(of: "GRANT"))
    // As whom the session was is what the server said; the grants are for the role that it works as.
    try connection.execute(
      String(hint[grants.lowerBound...]).replacing(" TO \(connection.userName)", with: " TO \(role)"))
    try LedgerStore(.target, target: clerk).append(TestLedger.beginning())
    #expect(try LedgerStore(.target, target: clerk).entries().count == 1)
  }

  @Test func theViewsTellTheChanges() async throws {
    let ledger = try await TestLedger()
    let store = ledger.store
    let hash = try store.store(content: Array("the schema".utf8))
    let state = RecordedState(fingerprint: "f1", catalogHashes: ["c1"], snapshot: hash)
    let change = try store.append(TestLedger.beginning("shop", before: state)).id
    try store.append(TestLedger.ran(1), change: change)
    try store.append(.resumed(by: TestLedger.executor), change: change)
    let connection = try Connection(ledger.target)
    #expect(try connection.query("SELECT outcome FROM countersign.change").map { $0[0] } == [nil])
    try store.append(.ended(ChangeEnd(outcome: .applied, after: state)), change: change)
    let rows = try connection.query("SELECT environment, database, executor, outcome FROM countersign.change")
    #expect(rows.map { row in (0..<4).map { row[$0] } } == [["staging", "shop", "ann", "applied"]])
    #expect(try connection.query("SELECT step, milliseconds FROM countersign.step_run").map { $0[1] } == ["7"])
    #expect(
      try connection.query("SELECT entry, content FROM countersign.snapshot ORDER BY 1").map { $0[1] }
        == ["the schema", "the schema"])
  }

  @Test func theLedgerIsPartOfNoSchema() async throws {
    let ledger = try await TestLedger()
    let connection = try Connection(ledger.target)
    try connection.execute("CREATE TABLE public.t (id bigint PRIMARY KEY)")
    let before = try CatalogReader.read("public", over: connection)
    try ledger.store.append(TestLedger.beginning())
    let after = try CatalogReader.read("public", over: connection)
    #expect(before.fingerprint == after.fingerprint && before.schema == after.schema)
    for schemas in [["countersign"], ["public", "countersign"]] as [[Identifier]] {
      let error = #expect(throws: CatalogReadingError.self) { try CatalogReader.read(schemas, over: connection) }
      #expect(error?.message.contains("holds the ledger") == true)
    }
  }
}
