/// Conversions between encodings.
enum ConversionQuery: DefinedObjectQuery {
  static let kind = ObjectKind.conversion
  static let name = "conversions"

  static func sql(on server: ServerVersion) -> String {
    let name = CatalogFragments.name("pg_conversion_is_visible", "v", schema: "connamespace", name: "conname")
    return """
      SELECT \(identity("v", in: "pg_conversion", name: "conname", owner: "conowner")), 'CONVERSION ' || \(name),
        'CREATE ' || CASE WHEN v.condefault THEN 'DEFAULT ' ELSE '' END || 'CONVERSION ' || \(name) || ' FOR '
          || pg_catalog.quote_literal(pg_catalog.pg_encoding_to_char(v.conforencoding)) || ' TO '
          || pg_catalog.quote_literal(pg_catalog.pg_encoding_to_char(v.contoencoding)) || ' FROM '
          || v.conproc::pg_catalog.regproc::text, NULL
      FROM pg_catalog.pg_conversion v WHERE v.connamespace = \(CatalogFragments.schema)
      """
  }
}
