/// Collations of the schema.
enum CollationQuery: DefinedObjectQuery {
  static let kind = ObjectKind.collation
  static let name = "collations"

  static func sql(on server: ServerVersion) -> String {
    let name = CatalogFragments.name("pg_collation_is_visible", "k", schema: "collnamespace", name: "collname")
    // 14 keeps ICU's locale where libc's is, 15 and 16 have a column for it, 17 renamed that.
    let locale =
      server >= .major(17) ? "k.colllocale" : server >= .major(15) ? "k.colliculocale" : "k.collcollate"
    let rules =
      server >= .major(16) ? "'RULES = ' || pg_catalog.quote_literal(k.collicurules)" : "NULL"
    let options = CatalogFragments.options(
      "'PROVIDER = ' || CASE k.collprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' "
        + "ELSE 'default' END",
      """
      CASE WHEN k.collprovider <> 'c' THEN 'LOCALE = ' || pg_catalog.quote_literal(\(locale))
        WHEN k.collcollate = k.collctype THEN 'LOCALE = ' || pg_catalog.quote_literal(k.collcollate)
        ELSE 'LC_COLLATE = ' || pg_catalog.quote_literal(k.collcollate) || ', LC_CTYPE = '
          || pg_catalog.quote_literal(k.collctype) END
      """,
      "CASE WHEN NOT k.collisdeterministic THEN 'DETERMINISTIC = false' END", rules)
    return """
      SELECT \(identity("k", in: "pg_collation", name: "collname", owner: "collowner")), 'COLLATION ' || \(name),
        'CREATE COLLATION ' || \(name) || ' (' || \(options) || ')', NULL
      FROM pg_catalog.pg_collation k WHERE k.collnamespace = \(CatalogFragments.schema)
      """
  }
}
