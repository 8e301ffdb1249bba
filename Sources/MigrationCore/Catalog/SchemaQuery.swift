/// The schema itself.
enum SchemaQuery: CatalogQuery {
  static let name = "schemas"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT s.nspname, \(CatalogFragments.role("s.nspowner")), \(CatalogFragments.comment(on: "s.oid", in: "pg_namespace")),
      \(CatalogFragments.extensionName(of: "s.oid", in: "pg_namespace"))
    FROM pg_catalog.pg_namespace s WHERE s.oid = \(CatalogFragments.schema)
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> DatabaseSchema {
    var schema = DatabaseSchema(name: try row.identifier())
    schema.owner = try row.identifier()
    schema.comment = row.optionalText()
    schema.extensionName = row.optionalIdentifier()
    return schema
  }
}
