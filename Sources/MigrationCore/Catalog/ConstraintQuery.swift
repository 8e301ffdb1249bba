/// Constraints of tables; NOT NULL comes with the columns.
///
/// Columns of the schema's own tables come as numbers: ``Relations`` has their names, and to have the server look
/// them up for each constraint would take longer than all the rest.
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
        k.conkey,
        \(expression),
        fn.nspname, f.relname, k.confkey,
        CASE WHEN f.relnamespace <> c.relnamespace THEN \(CatalogFragments.columnNames(of: "f.oid", "k.confkey")) END,
        k.confupdtype, k.confdeltype, k.confmatchtype,
        \(server >= .major(15) ? "k.confdelsetcols" : "NULL"),
        k.condeferrable, k.condeferred, k.convalidated, \(server >= .major(18) ? "k.conenforced" : "true"),
        k.contype = 'c' AND k.connoinherit, \(server >= .major(18) ? "k.conperiod" : "false"), k.conislocal, k.coninhcount,
        k.conparentid <> 0, note.description
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid
      LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
      LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
      \(CatalogFragments.joinComments("note", on: "k.oid", in: "pg_constraint"))
      WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind IN ('r', 'p', 'f')
        AND k.contype IN ('p', 'u', 'x', 'c', 'f')
        -- A foreign key to a partitioned table has one more for each partition, which belongs to it alone.
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint above
          WHERE above.oid = k.conparentid AND k.contype = 'f' AND above.confrelid <> k.confrelid)
      """
  }

  /// A constraint with its table, and its columns by their numbers.
  struct Element {
    var table: Identifier
    fileprivate var constraint: Constraint
    fileprivate var columns: [Int]
    /// Of a foreign key.
    fileprivate var referencedColumns: [Int]
    fileprivate var onDeleteColumns: [Int]

    /// The constraint with the names of its columns.
    func named(by names: ColumnNames) -> Constraint {
      var constraint = constraint
      constraint.columns = names.of(columns, in: table)
      guard case .foreignKey(var key) = constraint.kind else { return constraint }
      // Those of another schema's table came by name.
      if key.referencedColumns.isEmpty {
        key.referencedColumns = names.of(referencedColumns, in: key.referencedTable.name)
      }
      key.onDeleteColumns = names.of(onDeleteColumns, in: table)
      constraint.kind = .foreignKey(key)
      return constraint
    }
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> Element {
    let table = try row.identifier()
    let name = try row.identifier()
    let type = try row.string()
    let definition = row.optionalText(CatalogSQL.self)
    let columns = try row.integers()
    let expression = row.optionalText(CatalogSQL.self)
    let referencedTable = row.optionalQualifiedName()
    let referencedColumns = try row.integers()
    let foreignKey = try foreignKey(to: referencedTable, &row)
    let kind = kind(type, expression: expression, foreignKey: foreignKey)
    var element = Element(
      table: table, constraint: Constraint(name: name, kind: kind, definition: definition ?? ""), columns: columns,
      referencedColumns: referencedColumns, onDeleteColumns: try row.integers())
    element.constraint.isDeferrable = try row.flag()
    element.constraint.isInitiallyDeferred = try row.flag()
    element.constraint.isValidated = try row.flag()
    element.constraint.isEnforced = try row.flag()
    element.constraint.noInherit = try row.flag()
    element.constraint.hasPeriod = try row.flag()
    element.constraint.isLocal = try row.flag()
    element.constraint.inheritanceCount = try row.integer()
    element.constraint.isPartitionCopy = try row.flag()
    element.constraint.comment = row.optionalText()
    return element
  }

  /// Nil for a constraint that refers to no table.
  private static func foreignKey(
    to table: QualifiedName?, _ row: inout CatalogRow
  ) throws(CatalogError) -> ForeignKey? {
    let columns = try row.identifiers()
    // These three are a space for other constraints.
    let (onUpdate, onDelete, match) = (try row.string(), try row.string(), try row.string())
    guard let table else { return nil }
    var key = ForeignKey(referencedTable: table, referencedColumns: columns)
    key.onUpdate = ForeignKey.Action(rawValue: onUpdate) ?? key.onUpdate
    key.onDelete = ForeignKey.Action(rawValue: onDelete) ?? key.onDelete
    key.match = ForeignKey.Match(rawValue: match) ?? key.match
    return key
  }

  private static func kind(_ type: String, expression: CatalogSQL?, foreignKey: ForeignKey?) -> Constraint.Kind {
    if let foreignKey { return .foreignKey(foreignKey) }
    if let expression { return .check(expression) }
    return type == "p" ? .primaryKey : type == "u" ? .unique : .exclusion
  }
}
