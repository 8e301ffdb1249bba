package import MigrationCore
package import Postgres

/// Asks the target's tables whether they have rows on which a step would fail.
package enum ProbeReader {
  /// Adds to `facts` what each probe came to.
  ///
  /// - Cost: a query each, which may read whole tables, in a read-only transaction of its own: ACCESS SHARE on them, and
  ///   no longer than `limit`. Nothing of the plan's text is run that calls a VOLATILE function, and where a policy
  ///   would hide rows the probe fails instead of not seeing them.
  /// - Parameters:
  ///   - facts: gets the answers.
  ///   - probes: each SQL is asked once.
  ///   - schema: where names without a schema live.
  ///   - limit: seconds for each probe.
  ///   - connection: in no transaction block.
  /// - Throws: ``PostgresError`` when the session is lost.
  package static func add(
    to facts: inout LiveFacts, of probes: [DataProbe], in schema: Identifier, within limit: Double,
    on connection: borrowing Connection
  ) throws(PostgresError) {
    for probe in probes where facts.probed[probe.sql.text] == nil {
      if let function = probe.functions.first(where: facts.volatileFunctions.contains) {
        facts.probed[probe.sql.text] = ProbeAnswer(.unknown("\(function)() is VOLATILE"))
      } else {
        facts.probed[probe.sql.text] = try answer(to: probe, in: schema, within: limit, on: connection)
      }
    }
  }

  private static func answer(
    to probe: DataProbe, in schema: Identifier, within limit: Double, on connection: borrowing Connection
  ) throws(PostgresError) -> ProbeAnswer {
    let path: SQLText = "SET LOCAL search_path TO \(schema), public"
    _ = try connection.execute(
      """
      BEGIN READ ONLY; SET LOCAL statement_timeout = '\(Int(limit * 1000))ms'; SET LOCAL lock_timeout = '2s';
      SET LOCAL row_security = off; \(path.text)
      """)
    let answer: ProbeAnswer
    do {
      let row = try connection.query(probe.sql.text).first
      let count = row?[0].flatMap { Int($0) } ?? 0
      let longest = probe.findsLongest ? row?[1].flatMap { Int($0) } : nil
      let seen = try connection.query(seen).first
      answer = ProbeAnswer(
        .found(count, longest: longest),
        seen: seen.flatMap { row in
          row[1].flatMap { Double($0) }.map { ProbeAnswer.Seen(time: row[0] ?? "", seconds: $0) }
        })
    } catch {
      guard error.kind == .server else { throw error }
      answer = ProbeAnswer(outcome(of: error, within: limit))
    }
    _ = try connection.execute("ROLLBACK")
    return answer
  }

  private static let seen = """
    SELECT pg_catalog.to_char(pg_catalog.now() AT TIME ZONE 'UTC', 'HH24:MI:SS" UTC"'),
      extract(epoch FROM pg_catalog.clock_timestamp() - pg_catalog.now())
    """

  /// An error in a value is what the step would meet too; any other says nothing of the rows.
  private static func outcome(of error: PostgresError, within limit: Double) -> ProbeAnswer.Outcome {
    switch error.sqlState {
    case .queryCanceled?: return .unknown("timed out after \(Quantity.duration(limit))")
    case .lockNotAvailable?: return .unknown("a table is locked")
    case .checkViolation?, .notNullViolation?: return .fails(error.message)
    case let state?:
      let isAboutValues = state.errorClass == "22"
      return isAboutValues ? .fails(error.message) : .unknown(error.message)
    case nil: return .unknown(error.message)
    }
  }
}
