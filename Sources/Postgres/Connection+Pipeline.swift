import CLibpq

extension Connection {
  /// Sends all queries without waiting and returns their results in order.
  ///
  /// - Cost: one round trip, whatever the number of queries. Outside a transaction block they are one transaction.
  /// - Parameter queries: one statement each.
  /// - Returns: one result for each query, in the same order.
  /// - Throws: ``PostgresError`` of the first query that failed, with its index; those after it have not run.
  package func pipeline(_ queries: [Query]) throws(PostgresError) -> [Rows] {
    var results: [Rows] = []
    results.reserveCapacity(queries.count)
    try pipeline(queries) { rows, _ in results.append(rows) }
    return results
  }

  /// The same, but hands over each result as soon as it is there, while the server goes on with what follows.
  ///
  /// - Parameters:
  ///   - queries: one statement each.
  ///   - take: gets the results in the order of the queries, and what to call now and then when it takes its time, so
  ///     that the server does not wait for its answers to be read. An error comes after the results before it.
  /// - Throws: ``PostgresError`` of the first query that failed, with its index; those after it have not run.
  package func pipeline(
    _ queries: [Query], take: (_ rows: Rows, _ keepReading: () -> Void) -> Void
  ) throws(PostgresError) {
    for query in queries { try query.validate() }
    guard !queries.isEmpty else { return }
    guard PQenterPipelineMode(handle) == 1 else { throw .connectionLost(message(of: handle)) }
    for query in queries {
      try send(query)
      // Otherwise the server keeps a short answer until longer ones have filled its buffer.
      guard PQsendFlushRequest(handle) == 1 else { throw .connectionLost(message(of: handle)) }
    }
    guard PQpipelineSync(handle) == 1 else { throw .connectionLost(message(of: handle)) }

    var count = 0
    var failure: PostgresError?
    var isSynchronized = false
    while !isSynchronized, isAlive {
      // nil only ends the results of one query.
      guard let result = nextResult() else { continue }
      switch result.status {
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
        count += 1
        take(Rows(result.handle)) { readWhatIsThere() }
      case PGRES_PIPELINE_SYNC: isSynchronized = true
      case PGRES_PIPELINE_ABORTED: break
      default: failure = failure ?? error(result, index: count)
      }
    }
    let hasLeft = isSynchronized && PQexitPipelineMode(handle) == 1
    if let failure { throw failure }
    guard hasLeft else { throw .connectionLost(message(of: handle)) }
  }
}
