import Postgres
import TestServer
import Testing

@Suite struct QueryTests {
  @Test(arguments: [
    "it's", #"a "quoted" \ backslash"#, "", " ", "é", "e\u{301}", "🐘", "'; DROP TABLE t; --", "line\nline", "$1",
  ])
  func aTextComesBackByteForByte(_ text: String) async throws {
    let connection = try Connection(await TestServer.database())
    let rows = try connection.query("SELECT $1::text AS it", [Parameter(text)])
    #expect(rows[0].bytes("it") == Array(text.utf8))
  }

  @Test func parametersHaveTheTypesOfTheirPlaces() async throws {
    let connection = try Connection(await TestServer.database())
    let row = try connection.query(
      "SELECT $1::int + 1, $2::bool, $3::text IS NULL, $3::text", [41, Parameter(true), nil])[0]
    #expect((0..<4).map { row[$0] } == ["42", "t", "t", nil])
  }

  @Test func nullAndEmptyAreKeptApart() async throws {
    let connection = try Connection(await TestServer.database())
    let rows = try connection.query(
      "SELECT * FROM (VALUES (NULL, ''), ('a', NULL), (NULL, NULL), ('', 'b')) AS t (x, y)")
    #expect(rows.columnNames == ["x", "y"])
    #expect(rows.map { [$0["x"], $0["y"]] } == [[nil, ""], ["a", nil], [nil, nil], ["", "b"]])
  }

  @Test func aLargeResultIsComplete() async throws {
    let connection = try Connection(await TestServer.database())
    let rows = try connection.query("SELECT g, repeat('x', g % 100) FROM generate_series(1, 50000) AS g")
    #expect(rows.count == 50_000)
    #expect(rows.commandTag == "SELECT 50000")
    #expect(rows[49_998][0] == "49999")
    #expect(rows[49_998].bytes(1)?.count == 99)
  }

  @Test func severalStatementsAreOneTransaction() async throws {
    let connection = try Connection(await TestServer.database())
    let error = #expect(throws: PostgresError.self) {
      try connection.execute("CREATE TABLE a (i int); CREATE TABLE b (i int); SELECT 1/0; CREATE TABLE c (i int)")
    }
    #expect(error?.index == 2)
    #expect(try connection.query("SELECT to_regclass('a')")[0][0] == nil)
    let results = try connection.execute("CREATE TABLE a (i int); INSERT INTO a VALUES (1), (2); SELECT i FROM a")
    #expect(results.map(\.commandTag) == ["CREATE TABLE", "INSERT 0 2", "SELECT 2"])
    #expect(results[2][1]["i"] == "2")
  }

  @Test(arguments: ["", " ", "-- nothing", ";"])
  func anEmptyTextDoesNothing(_ sql: String) async throws {
    let connection = try Connection(await TestServer.database())
    #expect(try connection.execute(sql).allSatisfy { $0.isEmpty && $0.commandTag.isEmpty })
    #expect(try connection.query("SELECT 1").count == 1)
  }

  @Test(arguments: ["COPY pg_class TO STDOUT", "CREATE TABLE t (i int); COPY t FROM STDIN; SELECT 1"])
  func copyIsRefusedAndTheSessionGoesOn(_ sql: String) async throws {
    let connection = try Connection(await TestServer.database())
    let error = #expect(throws: PostgresError.self) { try connection.execute(sql) }
    #expect(error?.kind == .misuse)
    #expect(try connection.query("SELECT 1")[0][0] == "1")
  }

  @Test func aZeroByteIsRefusedBeforeItCutsTheStatement() async throws {
    let connection = try Connection(await TestServer.database())
    #expect(throws: PostgresError.self) { try connection.query("SELECT 1 \0 + 1") }
    #expect(throws: PostgresError.self) { try connection.execute("SELECT 1; \0 SELECT 2") }
    let error = #expect(throws: PostgresError.self) { try connection.query("SELECT $1::text", ["a\0b"]) }
    #expect(error?.message == "parameter $1 contains a zero byte, which PostgreSQL cannot take")
  }

  @Test func noticesReachTheHandler() async throws {
    let received = Received()
    let connection = try Connection(await TestServer.database()) { received.notices.append($0) }
    try connection.execute(
      "DO $$ BEGIN RAISE NOTICE 'one' USING DETAIL = 'd', HINT = 'h'; RAISE WARNING 'two'; RAISE INFO 'three'; END $$")
    #expect(received.notices.map(\.message) == ["one", "two", "three"])
    #expect(received.notices.map(\.severity) == [.notice, .warning, .info])
    #expect(received.notices[0].detail == "d")
    #expect(received.notices[0].hint == "h")
    #expect(received.notices[1].sqlState == SQLState(rawValue: "01000"))
  }

  private final class Received { var notices: [Notice] = [] }

  @Test func theTransactionStatusIsTheServers() async throws {
    let connection = try Connection(await TestServer.database())
    #expect(connection.transactionStatus == .idle)
    try connection.execute("BEGIN")
    #expect(connection.transactionStatus == .inTransaction)
    #expect(throws: PostgresError.self) { try connection.query("SELECT 1/0") }
    #expect(connection.transactionStatus == .inFailedTransaction)
    try connection.execute("ROLLBACK")
    #expect(connection.transactionStatus == .idle)
  }
}
