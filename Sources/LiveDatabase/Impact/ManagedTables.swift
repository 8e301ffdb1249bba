import MigrationCore
import Postgres

/// Reads which tables an extension looks after: pg_partman, TimescaleDB, Citus.
enum ManagedTables {
  /// The extensions, by their names.
  private enum Keeper: String, CaseIterable {
    case partman = "pg_partman"
    case timescale = "timescaledb"
    case citus
  }

  /// Adds them to facts of which the installed extensions are known; what the role may not read is left out.
  ///
  /// - Cost: a round trip or two where one of the extensions is installed, none else.
  /// - Throws: `PostgresError` when the session is lost.
  static func add(to facts: inout LiveFacts, over connection: borrowing Connection) throws(PostgresError) {
    guard Keeper.allCases.contains(where: { facts.extensions[$0.rawValue] != nil }) else { return }
    for row in try connection.query(members) {
      let catalog = QualifiedName(Identifier(bytes: row.bytes(1) ?? []), Identifier(bytes: row.bytes(2) ?? []))
      guard let keeper = row[0].flatMap(Keeper.init) else { continue }
      let answer: Rows
      do { answer = try connection.query(query(of: keeper, catalog).text) } catch {
        guard error.kind == .server else { throw error }
        continue
      }
      for table in answer { facts.managedTables[table.name(0, 1)] = manager(keeper, table) }
    }
  }

  /// Extension, schema and name of its catalogs: they are where the extension was put, and known by belonging to it.
  private static let members = """
    SELECT e.extname, n.nspname, c.relname
    FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_extension e ON d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.refobjid = e.oid
    JOIN pg_catalog.pg_class c ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE d.deptype = 'e' AND (e.extname, c.relname) IN
      (('pg_partman', 'part_config'), ('timescaledb', 'hypertables'), ('citus', 'pg_dist_shard'))
    """

  /// Schema and table, then what there is to know.
  private static func query(of keeper: Keeper, _ catalog: QualifiedName) -> SQLText {
    switch keeper {
    case .partman:
      """
      SELECT n.nspname, c.relname FROM \(catalog) p
      JOIN pg_catalog.pg_class c ON c.oid = pg_catalog.to_regclass(p.parent_table)
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      """
    case .timescale:
      "SELECT hypertable_schema, hypertable_name, num_chunks, compression_enabled FROM \(catalog)"
    case .citus:
      """
      SELECT n.nspname, c.relname, pg_catalog.count(*) FROM \(catalog) s
      JOIN pg_catalog.pg_class c ON c.oid = s.logicalrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace GROUP BY 1, 2
      """
    }
  }

  private static func manager(_ keeper: Keeper, _ row: Row) -> TableManager {
    switch keeper {
    case .partman: .partman
    case .timescale: .hypertable(chunks: Int(row.int64(2) ?? 0), isCompressed: row.isTrue(3))
    case .citus: .distributed(shards: Int(row.int64(2) ?? 0))
    }
  }
}
