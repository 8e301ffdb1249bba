import MigrationCore
import Postgres

/// Reads which columns have a domain's values: its own, and those of domains that are made of it.
enum DomainColumns {
  /// Adds the columns to the domains that are known.
  ///
  /// - Cost: one round trip; takes no lock on any table.
  /// - Throws: `PostgresError` when the query fails or the session is lost.
  static func add(to facts: inout LiveFacts, over connection: borrowing Connection) throws(PostgresError) {
    for name in facts.domains.keys { facts.domains[name]?.columns = [] }
    for row in try connection.query(query) {
      facts.domains[row.name(0, 1)]?.columns.append(LiveDomain.Column(row.name(2, 3), row.identifier(4)))
    }
  }

  private static let query = """
    WITH RECURSIVE made (oid, of) AS (
      SELECT oid, oid FROM pg_catalog.pg_type WHERE typtype = 'd'
      UNION ALL
      SELECT t.oid, made.of FROM made JOIN pg_catalog.pg_type t ON t.typbasetype = made.oid AND t.typtype = 'd')
    SELECT n.nspname, t.typname, cn.nspname, c.relname, a.attname
    FROM made
    JOIN pg_catalog.pg_type t ON t.oid = made.of
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace AND n.nspname <> 'information_schema'
    JOIN pg_catalog.pg_attribute a ON a.atttypid = made.oid AND NOT a.attisdropped
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm')
    JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
    ORDER BY 1, 2, 3, 4, a.attnum
    """
}
