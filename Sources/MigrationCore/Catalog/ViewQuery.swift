/// Views and materialized views, without their columns, indexes and triggers.
enum ViewQuery: CatalogQuery {
  static let name = "views"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT c.relname, pg_catalog.pg_get_viewdef(c.oid, pg_catalog.pg_table_is_visible(c.oid)), \(CatalogFragments.role("c.relowner")),
      \(CatalogFragments.comment(on: "c.oid", in: "pg_class")), \(CatalogFragments.extensionName(of: "c.oid", in: "pg_class")),
      c.reloptions, c.relkind = 'm', c.relispopulated,
      (SELECT m.amname FROM pg_catalog.pg_am m WHERE m.oid = c.relam),
      (SELECT s.spcname FROM pg_catalog.pg_tablespace s WHERE s.oid = c.reltablespace),
      (SELECT t.reloptions FROM pg_catalog.pg_class t WHERE t.oid = c.reltoastrelid)
    FROM pg_catalog.pg_class c
    WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind IN ('v', 'm')
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> View {
    let name = try row.identifier()
    let definition = try row.string()
    var view = View(
      name: name, definition: CatalogSQL(definition.hasSuffix(";") ? String(definition.dropLast()) : definition))
    view.owner = try row.identifier()
    view.comment = row.optionalText()
    view.extensionName = row.optionalIdentifier()
    view.options = try row.options()
    guard try row.flag() else { return view }
    var materialization = View.Materialization()
    materialization.isPopulated = try row.flag()
    materialization.accessMethod = row.optionalIdentifier()
    materialization.tablespace = row.optionalIdentifier()
    materialization.toastOptions = try row.options()
    view.materialization = materialization
    return view
  }
}
