/// Extended statistics.
enum StatisticsQuery: DefinedObjectQuery {
  static let kind = ObjectKind.statistics
  static let name = "extended statistics"

  static func sql(on server: ServerVersion) -> String {
    let name = CatalogFragments.name("pg_statistics_obj_is_visible", "x", schema: "stxnamespace", name: "stxname")
    // PostgreSQL prints the statistics' own name with its schema, whatever the search path.
    // PostgreSQL keeps the columns in the table's order, whatever was said: by their names they are the same wherever
    // they stand in the table.
    let definition = """
      coalesce(pg_catalog.replace(pg_catalog.pg_get_statisticsobjdef(x.oid), ' ON ' || k.kept, ' ON ' || k.named),
        pg_catalog.pg_get_statisticsobjdef(x.oid))
      """
    return """
      SELECT \(identity("x", in: "pg_statistic_ext", name: "stxname", owner: "stxowner")), 'STATISTICS ' || \(name),
        'CREATE STATISTICS ' || \(name) || pg_catalog.substr(\(definition),
          1 + pg_catalog.length('CREATE STATISTICS ' || pg_catalog.quote_ident(n.nspname) || '.'
            || pg_catalog.quote_ident(x.stxname))),
        CASE WHEN x.stxstattarget >= 0
          THEN ARRAY['ALTER STATISTICS ' || \(name) || ' SET STATISTICS ' || x.stxstattarget] END
      FROM pg_catalog.pg_statistic_ext x JOIN pg_catalog.pg_namespace n ON n.oid = x.stxnamespace
      CROSS JOIN LATERAL (
        SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attnum) AS kept,
          pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attname) AS named
        FROM pg_catalog.pg_attribute a WHERE a.attrelid = x.stxrelid AND a.attnum = ANY (x.stxkeys)
      ) k
      WHERE x.stxnamespace = \(CatalogFragments.schema)
      """
  }
}
