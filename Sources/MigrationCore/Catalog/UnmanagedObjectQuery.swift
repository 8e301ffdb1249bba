/// What is in the schema and outside the model: security labels, whose providers are loaded into the server.
enum UnmanagedObjectQuery: CatalogQuery {
  static let name = "objects that are not managed"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT 'security label', l.provider || ' on ' || o.type || ' ' || o.identity
    FROM pg_catalog.pg_seclabel l,
      LATERAL pg_catalog.pg_identify_object(l.classoid, l.objoid, l.objsubid) AS o
    WHERE o.schema = $1::pg_catalog.text OR l.classoid = 'pg_namespace'::regclass AND l.objoid = \(CatalogFragments.schema)
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> UnmanagedObject {
    UnmanagedObject(kind: try row.string(), name: try row.string())
  }
}
