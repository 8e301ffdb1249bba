/// Objects of kinds that the model does not cover, without members of extensions and parts of other objects.
enum UnmanagedObjectQuery: CatalogQuery {
  static let name = "objects that are not managed"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT object.kind, (pg_catalog.pg_identify_object(object.class, object.oid, 0)).identity
    FROM (
      SELECT 'foreign table', 'pg_class'::regclass, oid FROM pg_catalog.pg_class
        WHERE relnamespace = \(CatalogFragments.schema) AND relkind = 'f'
      UNION ALL
      SELECT 'rule', 'pg_rewrite'::regclass, w.oid
        FROM pg_catalog.pg_rewrite w JOIN pg_catalog.pg_class c ON c.oid = w.ev_class
        WHERE c.relnamespace = \(CatalogFragments.schema) AND w.rulename <> '_RETURN'
      UNION ALL
      SELECT 'extended statistics', 'pg_statistic_ext'::regclass, oid FROM pg_catalog.pg_statistic_ext
        WHERE stxnamespace = \(CatalogFragments.schema)
      UNION ALL
      SELECT CASE typtype WHEN 'r' THEN 'range type' WHEN 'p' THEN 'shell type' ELSE 'base type' END,
          'pg_type'::regclass, t.oid
        FROM pg_catalog.pg_type t
        WHERE t.typnamespace = \(CatalogFragments.schema) AND t.typtype IN ('r', 'b', 'p')
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.typarray = t.oid)
      UNION ALL
      SELECT 'operator', 'pg_operator'::regclass, oid FROM pg_catalog.pg_operator
        WHERE oprnamespace = \(CatalogFragments.schema)
      UNION ALL
      SELECT 'operator class', 'pg_opclass'::regclass, oid FROM pg_catalog.pg_opclass
        WHERE opcnamespace = \(CatalogFragments.schema)
      UNION ALL
      SELECT 'operator family', 'pg_opfamily'::regclass, oid FROM pg_catalog.pg_opfamily
        WHERE opfnamespace = \(CatalogFragments.schema)
      UNION ALL
      SELECT 'collation', 'pg_collation'::regclass, oid FROM pg_catalog.pg_collation
        WHERE collnamespace = \(CatalogFragments.schema)
      UNION ALL
      SELECT 'conversion', 'pg_conversion'::regclass, oid FROM pg_catalog.pg_conversion
        WHERE connamespace = \(CatalogFragments.schema)
      UNION ALL
      SELECT 'text search configuration', 'pg_ts_config'::regclass, oid FROM pg_catalog.pg_ts_config
        WHERE cfgnamespace = \(CatalogFragments.schema)
      UNION ALL
      SELECT 'text search dictionary', 'pg_ts_dict'::regclass, oid FROM pg_catalog.pg_ts_dict
        WHERE dictnamespace = \(CatalogFragments.schema)
      UNION ALL
      SELECT 'text search parser', 'pg_ts_parser'::regclass, oid FROM pg_catalog.pg_ts_parser
        WHERE prsnamespace = \(CatalogFragments.schema)
      UNION ALL
      SELECT 'text search template', 'pg_ts_template'::regclass, oid FROM pg_catalog.pg_ts_template
        WHERE tmplnamespace = \(CatalogFragments.schema)
      UNION ALL
      SELECT 'cast', 'pg_cast'::regclass, k.oid
        FROM pg_catalog.pg_cast k
        WHERE EXISTS (SELECT FROM pg_catalog.pg_type t
          WHERE t.oid IN (k.castsource, k.casttarget) AND t.typnamespace = \(CatalogFragments.schema))
      UNION ALL
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
