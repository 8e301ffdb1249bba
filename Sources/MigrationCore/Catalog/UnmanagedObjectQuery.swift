/// What belongs to the schema and is outside the model.
///
/// Security labels, whose providers are loaded into the server; what `DEPENDS ON EXTENSION`; and every object that needs
/// one of the schema and is of no kind that is read: publications of its tables, transforms of its types, event triggers,
/// languages and others that call its functions. Kinds that a later PostgreSQL adds are found in the same way.
enum UnmanagedObjectQuery: CatalogQuery {
  static let name = "objects that are not managed"

  /// The catalogs that the model is made of.
  private static let managed = [
    "pg_amop", "pg_amproc", "pg_attrdef", "pg_cast", "pg_class", "pg_collation", "pg_constraint", "pg_conversion",
    "pg_default_acl", "pg_extension", "pg_namespace", "pg_opclass", "pg_operator", "pg_opfamily", "pg_policy",
    "pg_proc", "pg_rewrite", "pg_statistic_ext", "pg_trigger", "pg_ts_config", "pg_ts_dict", "pg_ts_parser",
    "pg_ts_template", "pg_type",
  ]

  static func sql(on server: ServerVersion) -> String {
    let managed = managed.map { "'pg_catalog.\($0)'::pg_catalog.regclass" }.joined(separator: ", ")
    return """
      SELECT 'security label', l.provider || ' on ' || o.type || ' ' || o.identity
      FROM pg_catalog.pg_seclabel l,
        LATERAL pg_catalog.pg_identify_object(l.classoid, l.objoid, l.objsubid) AS o
      WHERE o.schema = $1::pg_catalog.text
        OR l.classoid = 'pg_namespace'::regclass AND l.objoid = \(CatalogFragments.schema)
      UNION ALL
      SELECT 'dependency on extension', o.type || ' ' || o.identity || ' on ' || x.extname
      FROM pg_catalog.pg_depend d
      JOIN pg_catalog.pg_extension x ON d.refclassid = 'pg_extension'::regclass AND x.oid = d.refobjid,
        LATERAL pg_catalog.pg_identify_object(d.classid, d.objid, d.objsubid) AS o
      WHERE d.deptype = 'x' AND o.schema = $1::pg_catalog.text
      UNION
      SELECT o.type, o.identity
      FROM pg_catalog.pg_depend d,
        LATERAL pg_catalog.pg_identify_object(d.classid, d.objid, d.objsubid) AS o,
        LATERAL pg_catalog.pg_identify_object(d.refclassid, d.refobjid, d.refobjsubid) AS r
      -- Up to PostgreSQL 14 a row without a dependent says that an object is pinned.
      WHERE d.deptype <> 'p' AND d.classid <> ALL (ARRAY[\(managed)]::pg_catalog.oid[]) AND o.identity IS NOT NULL
        AND (r.schema = $1::pg_catalog.text
          OR d.refclassid = 'pg_namespace'::regclass AND d.refobjid = \(CatalogFragments.schema))
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend m
          WHERE m.classid = d.classid AND m.objid = d.objid AND m.deptype = 'e')
      UNION ALL
      SELECT 'relation of kind ' || c.relkind::pg_catalog.text, pg_catalog.quote_ident(c.relname)
      FROM pg_catalog.pg_class c
      WHERE c.relnamespace = \(CatalogFragments.schema)
        AND c.relkind NOT IN ('r', 'p', 'f', 'v', 'm', 'S', 'c', 'i', 'I', 't')
      """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> UnmanagedObject {
    UnmanagedObject(kind: try row.string(), name: try row.string())
  }
}
