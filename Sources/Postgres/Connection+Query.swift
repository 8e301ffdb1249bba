import CLibpq
import Glibc

extension Connection {
  /// Runs one statement by the extended protocol and returns its rows.
  ///
  /// - Parameters:
  ///   - sql: one statement, with `$1`, `$2`, … for values.
  ///   - parameters: the values in that order.
  /// - Returns: all rows, in text format.
  /// - Throws: ``PostgresError``; the session goes on unless its kind is `connectionLost`.
  @discardableResult
  package func query(_ sql: String, _ parameters: [Parameter] = []) throws(PostgresError) -> Rows {
    let query = Query(sql, parameters)
    try query.validate()
    try send(query)
    do throws(PostgresError) {
      let results = try collectResults()
      guard let rows = results.last else { throw .connectionLost("the server sent no result") }
      return rows
    } catch {
      var single = error
      single.index = nil
      throw single
    }
  }

  /// Runs several statements in one message; without BEGIN among them they are one transaction.
  ///
  /// Simple protocol: no parameters, and the server stops at the first statement that fails.
  ///
  /// - Parameter sql: statements separated by semicolons.
  /// - Returns: one result for each statement, in order; none for an empty text.
  /// - Throws: ``PostgresError``, with the statement that failed as its index.
  @discardableResult
  package func execute(_ sql: String) throws(PostgresError) -> [Rows] {
    try Query(sql).validate()
    guard PQsendQuery(handle, sql) == 1 else { throw .connectionLost(message(of: handle)) }
    return try collectResults()
  }

  /// Queues one statement.
  func send(_ query: Query) throws(PostgresError) {
    let sent = query.withParameterPointers { values in
      PQsendQueryParams(handle, query.sql, Int32(values.count), nil, values, nil, nil, 0)
    }
    guard sent == 1 else { throw .connectionLost(message(of: handle)) }
  }

  /// Takes results until there are no more for what was sent; throws the first error among them.
  func collectResults() throws(PostgresError) -> [Rows] {
    var results: [Rows] = []
    var failure: PostgresError?
    while let result = nextResult() {
      switch result.status {
      case PGRES_COPY_IN, PGRES_COPY_BOTH:
        failure = failure ?? .copyUnsupported
        guard endCopyIn() else { throw .connectionLost(message(of: handle)) }
      case PGRES_COPY_OUT:
        failure = failure ?? .copyUnsupported
        discardCopyOut()
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: results.append(Rows(result.handle))
      default: failure = failure ?? error(result, index: results.count)
      }
    }
    if let failure { throw failure }
    return results
  }

  /// The next result, or nil at the end of what one query sends.
  func nextResult() -> QueryResult? {
    waitForResult()
    return PQgetResult(handle).map(QueryResult.init)
  }

  func error(_ result: borrowing QueryResult, index: Int) -> PostgresError {
    var error = PostgresError.server(Diagnostics(result.handle), isAlive: isAlive)
    error.index = index
    return error
  }

  private func endCopyIn() -> Bool {
    while true {
      switch PQputCopyEnd(handle, "COPY is not possible here") {
      case 1: return true
      case 0: _ = waitForSocket(PQsocket(handle), POLLOUT)
      default: return false
      }
    }
  }

  private func discardCopyOut() {
    while true {
      var row: UnsafeMutablePointer<CChar>?
      let length = PQgetCopyData(handle, &row, 1)
      PQfreemem(row)
      guard length >= 0 else { return }
      guard length == 0 else { continue }
      _ = waitForSocket(PQsocket(handle), POLLIN)
      guard PQconsumeInput(handle) == 1 else { return }
    }
  }
}

/// Owns one PGresult.
struct QueryResult: ~Copyable {
  let handle: OpaquePointer

  init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { PQclear(handle) }

  var status: ExecStatusType { PQresultStatus(handle) }
}
