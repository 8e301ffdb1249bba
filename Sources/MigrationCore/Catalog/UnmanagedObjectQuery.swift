/// Objects of kinds that the model does not cover, without members of extensions and parts of other objects.
enum UnmanagedObjectQuery: CatalogQuery {
  static let name = "objects that are not managed"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT object.kind, (pg_catalog.pg_identify_object(object.class, object.oid, 0)).identity
    FROM (
      SELECT 'security label', l.classoid, l.objoid
        FROM pg_catalog.pg_seclabel l JOIN pg_catalog.pg_class c ON c.oid = l.objoid
        WHERE l.classoid = 'pg_class'::regclass AND c.relnamespace = \(CatalogFragments.schema) AND l.objsubid = 0
    ) AS object (kind, class, oid)
    WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend m
      WHERE m.classid = object.class AND m.objid = object.oid AND m.deptype IN ('e', 'i'))
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> UnmanagedObject {
    UnmanagedObject(kind: try row.string(), name: try row.string())
  }
}
