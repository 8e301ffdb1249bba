import MigrationCore
import Postgres
import SQLSyntax

/// What `ANALYZE` has found out about the tables whose rows a plan changes, for the planner of a copy without rows.
///
/// Common values and histograms are values of the target's rows: they go into the private server, which is done away with
/// after the rehearsal, and nowhere else.
package struct CopiedStatistics: Sendable {
  /// A table, or a partition of one, with how many rows it has.
  private struct Table: Sendable {
    var name: QualifiedName
    var rows: String
    var isPartitioned: Bool
  }
  private let tables: [Table]
  /// The cells of ``readColumns``.
  private let columns: [[[UInt8]?]]

  /// The first PostgreSQL that takes statistics.
  static let firstMajor = 18

  var isEmpty: Bool { tables.isEmpty }

  /// Reads them of what the data changes of a plan name; nothing for a plan without any.
  ///
  /// - Cost: two queries of the catalogs, which take no lock on any table.
  /// - Throws: `PostgresError`.
  init(of plan: Plan, in schema: Identifier, over connection: borrowing Connection) throws(PostgresError) {
    let facts = StatementParser(schema: schema).facts(of: plan.steps.map(\.step.sql))
    let names = Set(facts.flatMap(\.tablesOfDataChanges)).sorted()
    guard !names.isEmpty else {
      (tables, columns) = ([], [])
      return
    }
    let found = try connection.query(
      Self.readTables,
      [
        Parameter(bytes: ImpactReader.arrayLiteral(names.map(\.schema))),
        Parameter(bytes: ImpactReader.arrayLiteral(names.map(\.name))),
      ])
    let tables = found.map { Table(name: $0.name(0, 1), rows: $0[2] ?? "0", isPartitioned: $0.isTrue(3)) }
    let cells = try connection.query(
      Self.readColumns,
      [
        Parameter(bytes: ImpactReader.arrayLiteral(tables.map(\.name.schema))),
        Parameter(bytes: ImpactReader.arrayLiteral(tables.map(\.name.name))),
      ])
    self.tables = tables
    columns = cells.map { row in (0..<14).map { row.bytes($0) } }
  }

  /// Makes the copy's planner expect what the target's would.
  ///
  /// PostgreSQL takes a table for as large as its file, whatever its statistics say. So each gets one page without rows,
  /// and statistics by which all rows are on one page.
  ///
  /// - Parameter connection: a superuser's session with the copy, a server of ``firstMajor`` or later.
  /// - Throws: `PostgresError` when the session is lost; a table that the copy lacks is left out.
  func restore(over connection: borrowing Connection) throws(PostgresError) {
    let page = Parameter(try connection.query(Self.makePage).first?[0])
    for table in tables {
      try Self.tolerating { () throws(PostgresError) in
        let name = [Parameter(bytes: table.name.schema.bytes), Parameter(bytes: table.name.name.bytes)]
        if !table.isPartitioned { _ = try connection.query(Self.addPage, name + [page]) }
        _ = try connection.query(Self.restoreTable, name + [Parameter(table.rows)])
      }
    }
    _ = try connection.query("SELECT pg_catalog.lo_unlink($1)", [page])
    for cells in columns {
      try Self.tolerating { () throws(PostgresError) in
        _ = try connection.query(Self.restoreColumn, cells.map { Parameter(bytes: $0) })
      }
    }
  }

  /// How many rows a data change would touch with the target's rows.
  ///
  /// - Parameters:
  ///   - facts: of the statement.
  ///   - sql: the statement.
  ///   - isInTransaction: whether the session is in a transaction block.
  ///   - connection: a session with the copy.
  /// - Returns: nil for what is no data change, and where the copy's table has lost its statistics.
  /// - Throws: `PostgresError` when the session is lost.
  func rows(
    changedBy facts: StatementFacts, _ sql: String, isInTransaction: Bool, over connection: borrowing Connection
  ) throws(PostgresError) -> Int64? {
    guard facts.actions.count == 1, let table = facts.actions.first?.changedTable,
      tables.contains(where: { $0.name == table })
    else { return nil }
    // The locks of EXPLAIN must not be taken for the step's.
    if isInTransaction { try connection.execute("SAVEPOINT countersign_explain") }
    var rows: Int64?
    try Self.tolerating { () throws(PostgresError) in
      let name = [Parameter(bytes: table.schema.bytes), Parameter(bytes: table.name.bytes)]
      guard try connection.query(Self.hasStatistics, name).first?.isTrue(0) == true else { return }
      rows = try ExplainReader.rows(of: sql, over: connection)
    }
    if isInTransaction { try connection.execute("ROLLBACK TO SAVEPOINT countersign_explain") }
    return rows
  }

  private static func tolerating(_ work: () throws(PostgresError) -> Void) throws(PostgresError) {
    do { try work() } catch {
      guard error.kind == .server else { throw error }
    }
  }

  /// Schema, table, rows, whether it is partitioned; partitions too.
  private static let readTables = """
    SELECT DISTINCT n.nspname, l.relname, l.reltuples, l.relkind = 'p'
    FROM ROWS FROM (pg_catalog.unnest($1::pg_catalog.name[]), pg_catalog.unnest($2::pg_catalog.name[])) w(schema, name)
    JOIN pg_catalog.pg_namespace wn ON wn.nspname = w.schema
    JOIN pg_catalog.pg_class c ON c.relnamespace = wn.oid AND c.relname = w.name
    CROSS JOIN LATERAL (SELECT c.oid UNION SELECT t.relid FROM pg_catalog.pg_partition_tree(c.oid) t) part(oid)
    JOIN pg_catalog.pg_class l ON l.oid = part.oid
    JOIN pg_catalog.pg_namespace n ON n.oid = l.relnamespace
    WHERE l.relkind IN ('r', 'p') AND l.reltuples > 0 ORDER BY 1, 2
    """

  private static let readColumns = """
    SELECT s.schemaname, s.tablename, s.attname, s.inherited, s.null_frac, s.avg_width, s.n_distinct,
      s.most_common_vals::pg_catalog.text, s.most_common_freqs, s.histogram_bounds::pg_catalog.text, s.correlation,
      s.most_common_elems::pg_catalog.text, s.most_common_elem_freqs, s.elem_count_histogram
    FROM ROWS FROM (pg_catalog.unnest($1::pg_catalog.name[]), pg_catalog.unnest($2::pg_catalog.name[])) w(schema, name)
    JOIN pg_catalog.pg_stats s ON s.schemaname = w.schema AND s.tablename = w.name
    """

  /// A page of zeros, which is an empty page, as a large object: those can be written to files.
  private static let makePage = """
    SELECT pg_catalog.lo_from_bytea(0, pg_catalog.decode(pg_catalog.repeat('00',
      pg_catalog.current_setting('block_size')::pg_catalog.int4), 'hex'))
    """

  private static let addPage = """
    SELECT pg_catalog.lo_export($3, pg_catalog.pg_relation_filepath(c.oid))
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relname = $2 AND pg_catalog.pg_relation_size(c.oid) = 0
    """

  private static let restoreTable = """
    SELECT pg_catalog.pg_restore_relation_stats('schemaname', $1::pg_catalog.text, 'relname', $2::pg_catalog.text,
      'relpages', 1, 'reltuples', $3::pg_catalog.float4)
    """

  private static let restoreColumn = """
    SELECT pg_catalog.pg_restore_attribute_stats('schemaname', $1::pg_catalog.text, 'relname', $2::pg_catalog.text,
      'attname', $3::pg_catalog.text, 'inherited', $4::pg_catalog.bool, 'null_frac', $5::pg_catalog.float4,
      'avg_width', $6::pg_catalog.int4, 'n_distinct', $7::pg_catalog.float4, 'most_common_vals', $8::pg_catalog.text,
      'most_common_freqs', $9::pg_catalog.float4[], 'histogram_bounds', $10::pg_catalog.text,
      'correlation', $11::pg_catalog.float4, 'most_common_elems', $12::pg_catalog.text,
      'most_common_elem_freqs', $13::pg_catalog.float4[], 'elem_count_histogram', $14::pg_catalog.float4[])
    """

  /// Whether an earlier step has not written the table anew, without rows.
  private static let hasStatistics = """
    SELECT c.reltuples > 0 AND (c.relkind = 'p' OR pg_catalog.pg_relation_size(c.oid) > 0)
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relname = $2
    """
}

extension StatementFacts {
  /// The tables that its data changes change or read.
  fileprivate var tablesOfDataChanges: [QualifiedName] {
    actions.flatMap { action in action.changedTable.map { [$0] + action.readRelations } ?? [] }
  }
}
