import Dispatch
import Postgres
import TestServer
import Testing

@Suite struct PipelineTests {
  /// Far more than the socket buffers hold in both directions: whoever only sends, or only reads, stands still here.
  @Test func fiveHundredLargeQueriesDoNotBlockEachOther() async throws {
    let parameters = try await TestServer.database()
    let connection = try Connection(parameters)
    // Not a limit of the test, which may have to wait for others before it comes to this.
    let session = connection.backendProcessID
    let rescue = DispatchWorkItem {
      _ = try? Connection(parameters).query("SELECT pg_terminate_backend(\(session))")
    }
    DispatchQueue.global().asyncAfter(deadline: .now() + 300, execute: rescue)
    defer { rescue.cancel() }
    let large = Parameter(String(repeating: "y", count: 20_000))
    let results = try connection.pipeline(
      (0..<500).map { Query("SELECT repeat('x', 50000), $1::int, $2::text", [Parameter($0), large]) })
    #expect(results.map { $0[0][1] } == (0..<500).map { "\($0)" })
    #expect(results.allSatisfy { $0[0].bytes(0)?.count == 50_000 && $0[0].bytes(2)?.count == 20_000 })
  }

  @Test func anErrorInTheMiddleSaysWhichQueryAndUndoesAll() async throws {
    let connection = try Connection(await TestServer.database())
    let error = #expect(throws: PostgresError.self) {
      try connection.pipeline([
        "CREATE TABLE t (i int)", "SELECT 1", "SELECT nope", "CREATE TABLE u (i int)", "SELECT 2",
      ])
    }
    #expect(error?.index == 2)
    #expect(error?.sqlState == .undefinedColumn)
    #expect(try connection.query("SELECT to_regclass('t')")[0][0] == nil)
    #expect(try connection.pipeline(["SELECT 3", "SELECT 4"]).map { $0[0][0] } == ["3", "4"])
  }

  @Test func itRunsInsideATransaction() async throws {
    let connection = try Connection(await TestServer.database())
    try connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    #expect(try connection.pipeline(["SELECT 1", "SELECT 2"]).count == 2)
    #expect(connection.transactionStatus == .inTransaction)
    #expect(throws: PostgresError.self) { try connection.pipeline(["CREATE TABLE t (i int)"]) }
    #expect(connection.transactionStatus == .inFailedTransaction)
    try connection.execute("ROLLBACK")
  }

  @Test func noQueriesAreNoRoundTrip() async throws {
    let connection = try Connection(await TestServer.database())
    #expect(try connection.pipeline([]).isEmpty)
  }

  @Test func aSessionThatEndsInTheMiddleIsReported() async throws {
    let connection = try Connection(await TestServer.database())
    let error = #expect(throws: PostgresError.self) {
      try connection.pipeline(["SELECT 1", "SELECT pg_terminate_backend(pg_backend_pid())", "SELECT 2"])
    }
    #expect(error?.kind == .connectionLost)
    #expect(connection.isAlive == false)
    #expect(throws: PostgresError.self) { try connection.pipeline(["SELECT 1"]) }
  }
}
