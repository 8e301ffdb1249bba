/// A view or materialized view as pgschema sees it.
struct PgschemaView: PgschemaPart {
  var schema: Identifier
  var name: Identifier
  /// `pg_get_viewdef`.
  var definition: String
  var columns: [String]
  var options: [String]
  var comment: String?
  var isMaterialized: Bool
  var indexes: [PgschemaIndex] = []
  var triggers: [PgschemaTrigger] = []

  func write(to text: inout PgschemaText) {
    text.member("schema", schema.text)
    text.member("name", name.text)
    text.member("definition", PgschemaQualifier.removed(from: body, schema: schema.text))
    text.omittable("columns", columns)
    text.omittable("options", options.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    text.omittable("comment", comment)
    text.omittable("materialized", isMaterialized)
    if !indexes.isEmpty { text.member("indexes", byKey: indexes.map { ($0.name, $0) }) }
    if !triggers.isEmpty { text.member("triggers", byKey: triggers.map { ($0.name, $0) }) }
  }

  private var body: String { definition.hasSuffix(";") ? String(definition.dropLast()) : definition }
}

/// Views and materialized views, without their parts.
enum PgschemaViewQuery: PgschemaQuery {
  static let name = "views"
  static let searchPath = SearchPath.schemaUnquoted

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT n.nspname, c.relname, pg_catalog.pg_get_viewdef(c.oid, true),
      ARRAY(SELECT a.attname FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
      c.reloptions, pg_catalog.obj_description(c.oid, 'pg_class'), c.relkind = 'm'
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind IN ('v', 'm')
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> PgschemaView {
    PgschemaView(
      schema: try row.identifier(), name: try row.identifier(), definition: try row.string(),
      columns: try row.strings(), options: try row.strings(), comment: row.optionalString(),
      isMaterialized: try row.flag())
  }
}
