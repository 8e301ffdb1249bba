import CLibpq

extension Connection {
  /// Sends all queries without waiting and returns their results in order.
  ///
  /// - Cost: one round trip, whatever the number of queries. Outside a transaction block they are one transaction.
  /// - Parameter queries: one statement each.
  /// - Returns: one result for each query, in the same order.
  /// - Throws: ``PostgresError`` of the first query that failed, with its index; those after it have not run.
  package func pipeline(_ queries: [Query]) throws(PostgresError) -> [Rows] {
    for query in queries { try query.validate() }
    guard !queries.isEmpty else { return [] }
    guard PQenterPipelineMode(handle) == 1 else { throw .connectionLost(message(of: handle)) }
    for query in queries { try send(query) }
    guard PQpipelineSync(handle) == 1 else { throw .connectionLost(message(of: handle)) }

    var results: [Rows] = []
    results.reserveCapacity(queries.count)
    var failure: PostgresError?
    var isSynchronized = false
    while !isSynchronized, isAlive {
      // nil only ends the results of one query.
      guard let result = nextResult() else { continue }
      switch result.status {
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: results.append(Rows(result.handle))
      case PGRES_PIPELINE_SYNC: isSynchronized = true
      case PGRES_PIPELINE_ABORTED: break
      default: failure = failure ?? error(result, index: results.count)
      }
    }
    let hasLeft = isSynchronized && PQexitPipelineMode(handle) == 1
    if let failure { throw failure }
    guard hasLeft else { throw .connectionLost(message(of: handle)) }
    return results
  }
}
