/// A table as pgschema sees it: what `information_schema.tables` shows to the role.
struct PgschemaTable: PgschemaPart {
  var schema: Identifier
  var name: Identifier
  /// Whether it stands in for an ignored table.
  var isExternal = false
  var comment: String?
  var isUnlogged: Bool
  var hasRowSecurity: Bool
  var forcesRowSecurity: Bool
  /// Plain columns of the partition key in `attnum` order; a key of expressions alone does not count as one.
  var partitionKey: [String]
  var partitionStrategy: Partitioning.Strategy?
  var parent: QualifiedName?
  var partitionBound: String?
  var columns: [PgschemaColumn] = []
  var constraints: [PgschemaConstraint] = []
  var indexes: [PgschemaIndex] = []
  var triggers: [PgschemaTrigger] = []
  var policies: [PgschemaPolicy] = []

  var isPartitioned: Bool { !partitionKey.isEmpty }

  func write(to text: inout PgschemaText) {
    text.member("schema", schema.text)
    text.member("name", name.text)
    text.member("type", "BASE_TABLE")
    text.omittable("is_external", isExternal)
    text.member("columns", columns)
    text.member("constraints", byKey: constraints.map { ($0.name, $0) })
    text.member("indexes", byKey: indexes.map { ($0.name, $0) })
    text.member("triggers", byKey: triggers.map { ($0.name, $0) })
    text.member("rls_enabled", hasRowSecurity)
    text.member("rls_forced", hasRowSecurity && forcesRowSecurity)
    text.member("policies", byKey: policies.map { ($0.name, $0) })
    text.null("dependencies")
    text.omittable("comment", comment)
    text.member("is_partitioned", isPartitioned)
    if isPartitioned {
      text.omittable("partition_strategy", partitionStrategy.map(Self.word))
      text.omittable("partition_key", partitionKey.joined(separator: ", "))
    }
    text.omittable("partition_of", parent?.name.text)
    text.omittable("partition_of_schema", parent?.schema.text)
    text.omittable("partition_bound", parent == nil ? nil : partitionBound)
    text.omittable("unlogged", isUnlogged)
  }

  private static func word(_ strategy: Partitioning.Strategy) -> String {
    switch strategy {
    case .range: "RANGE"
    case .list: "LIST"
    case .hash: "HASH"
    }
  }
}

/// Tables, without their parts.
enum PgschemaTableQuery: PgschemaQuery {
  static let name = "tables"
  static let searchPath = SearchPath.session

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT n.nspname, c.relname, pg_catalog.obj_description(c.oid, 'pg_class'), c.relpersistence = 'u',
      c.relrowsecurity, c.relforcerowsecurity,
      ARRAY(SELECT a.attname FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.attnum = ANY (k.partattrs::pg_catalog.int2[])
        ORDER BY a.attnum),
      k.partstrat, pn.nspname, p.relname, pg_catalog.pg_get_expr(c.relpartbound, c.oid)
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_partitioned_table k ON k.partrelid = c.oid
    LEFT JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
    LEFT JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
    LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
    WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind IN ('r', 'p')
      AND (pg_catalog.pg_has_role(c.relowner, 'USAGE')
        OR pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
        OR pg_catalog.has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE, REFERENCES'))
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> PgschemaTable {
    PgschemaTable(
      schema: try row.identifier(), name: try row.identifier(), comment: row.optionalString(),
      isUnlogged: try row.flag(), hasRowSecurity: try row.flag(), forcesRowSecurity: try row.flag(),
      partitionKey: try row.strings(), partitionStrategy: try row.optionalCode(), parent: row.optionalQualifiedName(),
      partitionBound: row.optionalString())
  }
}
