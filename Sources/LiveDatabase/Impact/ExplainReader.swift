package import MigrationCore
package import Postgres

/// Asks the target's planner what data changes would touch, without running them.
package enum ExplainReader {
  /// Adds to `facts` how many rows each statement would touch, or why the planner refuses it.
  ///
  /// - Cost: one EXPLAIN each in a read-only transaction: ACCESS SHARE or ROW EXCLUSIVE on its tables for a moment, at most
  ///   two seconds.
  /// - Parameters:
  ///   - facts: gets the answers.
  ///   - statements: single data changes.
  ///   - schema: where names without a schema live.
  ///   - connection: in no transaction block.
  /// - Throws: ``PostgresError`` when the session is lost.
  package static func add(
    to facts: inout LiveFacts, of statements: [String], in schema: Identifier, on connection: borrowing Connection
  ) throws(PostgresError) {
    let path: SQLText = "SET LOCAL search_path TO \(schema), public"
    for statement in statements {
      _ = try connection.execute(
        "BEGIN READ ONLY; SET LOCAL statement_timeout = '2s'; SET LOCAL lock_timeout = '2s'; \(path.text)")
      do {
        facts.explainedRows[statement] = try rows(of: statement, over: connection)
      } catch {
        guard error.kind == .server else { throw error }
        facts.explainFailures[statement] = error.message
      }
      _ = try connection.execute("ROLLBACK")
    }
  }

  /// How many rows a data change would touch, by the planner of this session.
  ///
  /// - Throws: ``PostgresError``, also when the planner refuses the statement.
  static func rows(of statement: String, over connection: borrowing Connection) throws(PostgresError) -> Int64? {
    rows(in: try connection.query("EXPLAIN (FORMAT JSON) \(statement)").first?[0] ?? "")
  }

  /// What the node below the one that changes rows is expected to give; nil where there is none, as for `VALUES`.
  private static func rows(in plan: String) -> Int64? {
    let estimates = plan.split(separator: "\n").compactMap { line -> Int64? in
      let words = line.split(separator: ":")
      guard words.count == 2, words[0].contains("\"Plan Rows\"") else { return nil }
      return Int64(words[1].filter(\.isNumber))
    }
    return estimates.count > 1 ? estimates[1] : nil
  }
}
