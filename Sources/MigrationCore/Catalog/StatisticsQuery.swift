/// Extended statistics.
enum StatisticsQuery: DefinedObjectQuery {
  static let kind = ObjectKind.statistics
  static let name = "extended statistics"

  static func sql(on server: ServerVersion) -> String {
    let name = CatalogFragments.name("pg_statistics_obj_is_visible", "x", schema: "stxnamespace", name: "stxname")
    // PostgreSQL prints the statistics' own name with its schema, whatever the search path.
    return """
      SELECT \(identity("x", in: "pg_statistic_ext", name: "stxname", owner: "stxowner")), 'STATISTICS ' || \(name),
        'CREATE STATISTICS ' || \(name) || pg_catalog.substr(pg_catalog.pg_get_statisticsobjdef(x.oid),
          1 + pg_catalog.length('CREATE STATISTICS ' || pg_catalog.quote_ident(n.nspname) || '.'
            || pg_catalog.quote_ident(x.stxname))),
        CASE WHEN x.stxstattarget >= 0
          THEN ARRAY['ALTER STATISTICS ' || \(name) || ' SET STATISTICS ' || x.stxstattarget] END
      FROM pg_catalog.pg_statistic_ext x JOIN pg_catalog.pg_namespace n ON n.oid = x.stxnamespace
      WHERE x.stxnamespace = \(CatalogFragments.schema)
      """
  }
}
