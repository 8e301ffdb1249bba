import Dispatch
import Postgres
import TestServer
import Testing

@Suite struct ErrorTests {
  @Test func theServersFieldsAreKept() async throws {
    let connection = try Connection(await TestServer.database())
    try connection.execute(
      "CREATE SCHEMA s; CREATE TABLE s.t (i int CONSTRAINT positive CHECK (i > 0), n int NOT NULL)")
    let violation = #expect(throws: PostgresError.self) {
      try connection.query("INSERT INTO s.t VALUES ($1, 7)", [-12345])
    }
    #expect(violation?.kind == .server)
    #expect(violation?.severity == .error)
    #expect(violation?.sqlState == .checkViolation)
    #expect(violation?.schema == "s")
    #expect(violation?.table == "t")
    #expect(violation?.constraint == "positive")
    #expect(violation?.detail == "Failing row contains (-12345, 7).")
    #expect(violation?.description.contains("12345") == false)
    let null = #expect(throws: PostgresError.self) { try connection.query("INSERT INTO s.t VALUES (1, NULL)") }
    #expect(null?.column == "n")
  }

  @Test func thePositionCountsCharacters() async throws {
    let connection = try Connection(await TestServer.database())
    let error = #expect(throws: PostgresError.self) { try connection.query("SELECT 'é🐘', nope") }
    #expect(error?.position == 14)
    #expect(error?.index == nil)
    #expect(error?.description == #"column "nope" does not exist (SQLSTATE 42703)"#)
  }

  @Test func hintAndContextAreKept() async throws {
    let connection = try Connection(await TestServer.database())
    let error = #expect(throws: PostgresError.self) {
      try connection.execute("DO $$ BEGIN RAISE EXCEPTION 'no' USING HINT = 'try this', ERRCODE = '22012'; END $$")
    }
    #expect(error?.hint == "try this")
    #expect(error?.sqlState?.errorClass == "22")
    #expect(error?.context?.hasPrefix("PL/pgSQL function inline_code_block") == true)
  }

  @Test func aStatementIsCanceledFromAnotherThread() async throws {
    let connection = try Connection(await TestServer.database())
    let cancelToken = connection.cancelToken
    let token = try #require(cancelToken)
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.2) { try? token.cancel() }
    let error = #expect(throws: PostgresError.self) { try connection.query("SELECT pg_sleep(50)") }
    #expect(error?.sqlState == .queryCanceled)
    #expect(try connection.query("SELECT 1").count == 1)
  }

  @Test func aSessionEndedByTheServerEndsTheWait() async throws {
    let parameters = try await TestServer.database()
    let connection = try Connection(parameters)
    let other = try Connection(parameters)
    try other.execute("SELECT pg_terminate_backend(\(connection.backendProcessID))")
    let error = #expect(throws: PostgresError.self) { try connection.query("SELECT pg_sleep(50)") }
    #expect(error?.kind == .connectionLost)
    #expect(error?.sqlState == .adminShutdown)
    #expect(connection.isAlive == false)
    #expect(connection.transactionStatus == .unknown)
    #expect(throws: PostgresError.self) { try connection.query("SELECT 1") }
  }
}
