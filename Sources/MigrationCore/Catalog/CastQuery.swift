/// Casts that belong to the schema: that of their source type, else of their target type, else of their function.
enum CastQuery: DefinedObjectQuery {
  static let kind = ObjectKind.cast
  static let name = "casts"

  /// The schema that a cast, `k`, belongs to; NULL for those of PostgreSQL itself.
  static let home = """
    (SELECT n.oid FROM (
        SELECT 1, s.typnamespace FROM pg_catalog.pg_type s WHERE s.oid = k.castsource
        UNION ALL SELECT 2, t.typnamespace FROM pg_catalog.pg_type t WHERE t.oid = k.casttarget
        UNION ALL SELECT 3, f.pronamespace FROM pg_catalog.pg_proc f WHERE f.oid = k.castfunc
      ) AS place (rank, oid) JOIN pg_catalog.pg_namespace n ON n.oid = place.oid
      WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY place.rank LIMIT 1)
    """

  /// `source AS target`, of the cast `k`.
  static let types =
    "pg_catalog.format_type(k.castsource, NULL) || ' AS ' || pg_catalog.format_type(k.casttarget, NULL)"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT \(types), NULL, NULL, NULL, \(CatalogFragments.comment(on: "k.oid", in: "pg_cast")),
      \(CatalogFragments.extensionName(of: "k.oid", in: "pg_cast")), 'CAST (' || \(types) || ')',
      'CREATE CAST (' || \(types) || ') ' || CASE k.castmethod WHEN 'f' THEN 'WITH FUNCTION '
          || k.castfunc::pg_catalog.regprocedure::text WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END
        || CASE k.castcontext WHEN 'i' THEN ' AS IMPLICIT' WHEN 'a' THEN ' AS ASSIGNMENT' ELSE '' END, NULL
    FROM pg_catalog.pg_cast k WHERE \(home) = \(CatalogFragments.schema)
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend i WHERE i.classid = 'pg_cast'::regclass AND i.objid = k.oid
        AND i.deptype = 'i')
    """
  }
}
