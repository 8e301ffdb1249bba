/// A column as pgschema sees it: what `information_schema.columns` shows to the role.
struct PgschemaColumn: PgschemaPart {
  /// Every number is kept only when it is not negative.
  struct Identity: PgschemaPart {
    var generation: Column.Identity.Generation
    var start: Int64?
    var increment: Int64?
    var maximum: Int64?
    var minimum: Int64?
    var cycles: Bool

    func write(to text: inout PgschemaText) {
      text.member("generation", generation == .always ? "ALWAYS" : "BY DEFAULT")
      for (key, number) in [("start", start), ("increment", increment), ("maximum", maximum), ("minimum", minimum)] {
        text.present(key, number.flatMap { $0 >= 0 ? $0 : nil })
      }
      text.omittable("cycle", cycles)
    }
  }

  var name: String
  var position: Int
  var type: String
  var isNullable: Bool
  var defaultValue: String?
  var maximumLength: Int?
  var precision: Int?
  var scale: Int?
  var comment: String?
  var identity: Identity?
  var generated: Column.Generated?

  func write(to text: inout PgschemaText) {
    text.member("name", name)
    text.member("position", position)
    text.member("data_type", type)
    text.member("is_nullable", isNullable)
    text.present("default_value", defaultValue)
    text.present("max_length", maximumLength)
    text.present("precision", precision)
    text.present("scale", scale)
    text.omittable("comment", comment)
    if let identity { text.member("identity", identity) }
    text.present("generated_expr", generated?.expression.text)
    text.omittable("is_generated", generated != nil)
    text.omittable("generated_kind", generated?.kind.rawValue)
  }
}

/// Columns of tables in their order.
enum PgschemaColumnQuery: PgschemaQuery {
  static let name = "columns"
  static let searchPath = SearchPath.catalogOnly

  static func sql(on server: ServerVersion) -> String {
    // What information_schema._pg_truetypid and _pg_truetypmod say, which take whole rows and are slow.
    let type = "CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE a.atttypid END"
    let modifier = "CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END"
    return """
      SELECT n.nspname, c.relname, a.attname, a.attnum, \(PgschemaTypeText.column),
        NOT (a.attnotnull OR (t.typtype = 'd' AND t.typnotnull)),
        pg_catalog.pg_get_expr(d.adbin, d.adrelid), a.attgenerated,
        information_schema._pg_char_max_length(\(type), \(modifier)),
        information_schema._pg_numeric_precision(\(type), \(modifier)),
        information_schema._pg_numeric_scale(\(type), \(modifier)),
        pg_catalog.col_description(c.oid, a.attnum),
        a.attidentity, s.seqstart, s.seqincrement, s.seqmax, s.seqmin, s.seqcycle
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace
      LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem
      LEFT JOIN pg_catalog.pg_namespace en ON en.oid = e.typnamespace
      LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
      LEFT JOIN pg_catalog.pg_depend i ON a.attidentity <> '' AND i.refclassid = 'pg_class'::regclass
        AND i.refobjid = c.oid AND i.refobjsubid = a.attnum AND i.classid = 'pg_class'::regclass AND i.deptype = 'i'
      LEFT JOIN pg_catalog.pg_sequence s ON s.seqrelid = i.objid
      WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind IN ('r', 'p')
        AND (pg_catalog.pg_has_role(c.relowner, 'USAGE')
          OR pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT, INSERT, UPDATE, REFERENCES'))
      ORDER BY c.oid, a.attnum
      """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> (table: Identifier, column: PgschemaColumn) {
    let schema = try row.string()
    let table = try row.identifier()
    var column = PgschemaColumn(
      name: try row.string(), position: try row.integer(),
      type: PgschemaTypeName.normalized(try row.string()), isNullable: try row.flag())
    let expression = row.optionalString().flatMap { $0.isEmpty ? nil : $0 }
    if let kind = try row.optionalCode(Column.Generated.Kind.self) {
      column.generated = expression.map { Column.Generated(kind: kind, expression: CatalogSQL($0)) }
    } else {
      column.defaultValue = expression.map { PgschemaDefault.normalized($0, schema: schema) }
    }
    column.maximumLength = try row.optionalInteger().flatMap { $0 > 0 ? $0 : nil }
    column.precision = try row.optionalInteger().flatMap { $0 > 0 ? $0 : nil }
    column.scale = try row.optionalInteger().flatMap { $0 >= 0 ? $0 : nil }
    column.comment = row.optionalString()
    if let generation = try row.optionalCode(Column.Identity.Generation.self) {
      column.identity = PgschemaColumn.Identity(
        generation: generation, start: try row.optionalInteger(Int64.self),
        increment: try row.optionalInteger(Int64.self),
        maximum: try row.optionalInteger(Int64.self), minimum: try row.optionalInteger(Int64.self),
        cycles: try row.optionalFlag() ?? false)
    }
    return (table, column)
  }
}
