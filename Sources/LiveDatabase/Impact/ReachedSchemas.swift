package import MigrationCore
package import Postgres

/// Which schemas a plan for some reaches, whether or not it was told of them.
package enum ReachedSchemas {
  /// `schemas`, then, in byte order, those that the plan's SQL names, and those that have partitions, inheriting tables,
  /// ends of foreign keys, or columns of the types of any of these.
  ///
  /// A lock goes there all the same, so what is not read of them would be missing.
  ///
  /// - Cost: two round trips; takes no lock on any table.
  /// - Parameters:
  ///   - schemas: as in `pg_namespace.nspname`.
  ///   - plan: whose SQL can name others; a word that only looks like one costs a schema that is read for nothing.
  ///   - connection: in no failed transaction.
  /// - Returns: each once.
  /// - Throws: ``PostgresError`` when a query fails or the session is lost.
  package static func names(
    from schemas: [Identifier], by plan: Plan, on connection: borrowing Connection
  ) throws(PostgresError) -> [Identifier] {
    let others = try connection.query(existing).map { $0.identifier(0) }.filter { !schemas.contains($0) }
    let texts = plan.steps.map { $0.step.sql.lowercased() }
    let named = others.filter { other in
      let word = other.text.lowercased().replacing("\"", with: "\"\"")
      return texts.contains { $0.contains(word) }
    }
    let array = Parameter(bytes: ImpactReader.arrayLiteral(schemas + named))
    let linked = try connection.query(linked, [array]).map { $0.identifier(0) }.filter(others.contains)
    return schemas + Set(named + linked).sorted()
  }

  private static let existing = """
    SELECT nspname FROM pg_catalog.pg_namespace
    WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'countersign')
    """

  private static let linked = """
    WITH RECURSIVE inside AS (
      SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = ANY ($1::pg_catalog.name[])
    ), kin (oid) AS (
      SELECT c.oid FROM pg_catalog.pg_class c JOIN inside ON inside.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'f')
      UNION
      SELECT other.oid FROM kin JOIN LATERAL (
        SELECT inhrelid FROM pg_catalog.pg_inherits WHERE inhparent = kin.oid
        UNION ALL SELECT inhparent FROM pg_catalog.pg_inherits WHERE inhrelid = kin.oid) other (oid) ON true
    ), reached (oid) AS (
      SELECT oid FROM kin
      UNION SELECT k.confrelid FROM pg_catalog.pg_constraint k JOIN kin ON kin.oid = k.conrelid WHERE k.contype = 'f'
      UNION SELECT k.conrelid FROM pg_catalog.pg_constraint k JOIN kin ON kin.oid = k.confrelid WHERE k.contype = 'f'
      UNION SELECT a.attrelid FROM pg_catalog.pg_attribute a
        JOIN pg_catalog.pg_type t ON t.oid = a.atttypid JOIN inside ON inside.oid = t.typnamespace
        WHERE t.typtype IN ('c', 'd', 'e')
    )
    SELECT DISTINCT n.nspname FROM reached
    JOIN pg_catalog.pg_class c ON c.oid = reached.oid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    """
}
