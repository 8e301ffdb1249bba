/// Constraints of tables; NOT NULL comes with the columns.
enum ConstraintQuery: CatalogQuery {
  static let name = "constraints"

  static func sql(on server: ServerVersion) -> String { sql(on: server, for: .whole) }

  static func sql(on server: ServerVersion, for detail: CatalogDetail) -> String {
    let definition = "pg_catalog.pg_get_constraintdef(k.oid, pg_catalog.pg_table_is_visible(c.oid))"
    // For statements a check is spelled as its definition has it; the other definitions are made from what they say.
    let (spelling, expression) =
      switch detail {
      case .whole: (definition, "pg_catalog.pg_get_expr(k.conbin, k.conrelid)")
      case .statements:
        (
          "CASE WHEN k.contype = 'x' THEN \(definition) END",
          "pg_catalog.pg_get_expr(k.conbin, k.conrelid, pg_catalog.pg_table_is_visible(c.oid))"
        )
      }
    return """
      SELECT c.relname, k.conname, k.contype, \(spelling),
        \(CatalogFragments.columnNames(of: "k.conrelid", "k.conkey")),
        \(expression),
        fn.nspname, f.relname, \(CatalogFragments.columnNames(of: "k.confrelid", "k.confkey")),
        k.confupdtype, k.confdeltype, k.confmatchtype,
        \(server >= .major(15) ? CatalogFragments.columnNames(of: "k.conrelid", "k.confdelsetcols") : "NULL"),
        k.condeferrable, k.condeferred, k.convalidated, \(server >= .major(18) ? "k.conenforced" : "true"),
        k.contype = 'c' AND k.connoinherit, \(server >= .major(18) ? "k.conperiod" : "false"), k.conislocal, k.coninhcount,
        k.conparentid <> 0, note.description
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid
      LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
      LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
      LEFT JOIN pg_catalog.pg_description note
        ON note.objoid = k.oid AND note.classoid = 'pg_constraint'::regclass AND note.objsubid = 0
      WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind IN ('r', 'p', 'f')
        AND k.contype IN ('p', 'u', 'x', 'c', 'f')
        -- A foreign key to a partitioned table has one more for each partition, which belongs to it alone.
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint above
          WHERE above.oid = k.conparentid AND k.contype = 'f' AND above.confrelid <> k.confrelid)
      """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> (table: Identifier, constraint: Constraint) {
    let table = try row.identifier()
    let name = try row.identifier()
    let type = try row.string()
    let definition = row.optionalText(CatalogSQL.self)
    let columns = try row.identifiers()
    let expression = row.optionalText(CatalogSQL.self)
    let foreignKey = try foreignKey(&row)
    var constraint = Constraint(
      name: name, kind: kind(type, expression: expression, foreignKey: foreignKey), definition: definition ?? "")
    constraint.columns = columns
    constraint.isDeferrable = try row.flag()
    constraint.isInitiallyDeferred = try row.flag()
    constraint.isValidated = try row.flag()
    constraint.isEnforced = try row.flag()
    constraint.noInherit = try row.flag()
    constraint.hasPeriod = try row.flag()
    constraint.isLocal = try row.flag()
    constraint.inheritanceCount = try row.integer()
    constraint.isPartitionCopy = try row.flag()
    constraint.comment = row.optionalText()
    return (table, constraint)
  }

  private static func kind(_ type: String, expression: CatalogSQL?, foreignKey: ForeignKey?) -> Constraint.Kind {
    if let foreignKey { return .foreignKey(foreignKey) }
    if let expression { return .check(expression) }
    return type == "p" ? .primaryKey : type == "u" ? .unique : .exclusion
  }

  private static func foreignKey(_ row: inout CatalogRow) throws(CatalogError) -> ForeignKey? {
    let table = row.optionalQualifiedName()
    let columns = try row.identifiers()
    // These three are a space for other constraints.
    let (onUpdate, onDelete, match) = (try row.string(), try row.string(), try row.string())
    let onDeleteColumns = try row.identifiers()
    guard let table else { return nil }
    var key = ForeignKey(referencedTable: table, referencedColumns: columns)
    key.onUpdate = ForeignKey.Action(rawValue: onUpdate) ?? key.onUpdate
    key.onDelete = ForeignKey.Action(rawValue: onDelete) ?? key.onDelete
    key.match = ForeignKey.Match(rawValue: match) ?? key.match
    key.onDeleteColumns = onDeleteColumns
    return key
  }
}
