/// Base types, opaque but for the options of their CREATE TYPE, and shell types.
enum BaseTypeQuery: DefinedObjectQuery {
  static let kind = ObjectKind.baseType
  static let name = "base types"

  static func sql(on server: ServerVersion) -> String {
    let name = CatalogFragments.name("pg_type_is_visible", "t", schema: "typnamespace", name: "typname")
    let functions = [
      ("INPUT", "typinput"), ("OUTPUT", "typoutput"), ("RECEIVE", "typreceive"), ("SEND", "typsend"),
      ("TYPMOD_IN", "typmodin"), ("TYPMOD_OUT", "typmodout"), ("ANALYZE", "typanalyze"), ("SUBSCRIPT", "typsubscript"),
    ].map { CatalogFragments.function($0, "t.\($1)") }.joined(separator: ", ")
    let options = CatalogFragments.options(
      functions, "'INTERNALLENGTH = ' || CASE WHEN t.typlen = -1 THEN 'VARIABLE' ELSE t.typlen::text END",
      "CASE WHEN t.typbyval THEN 'PASSEDBYVALUE' END",
      "'ALIGNMENT = ' || CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'i' THEN 'int4' "
        + "ELSE 'double' END",
      "'STORAGE = ' || CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' "
        + "ELSE 'extended' END",
      "'CATEGORY = ' || pg_catalog.quote_literal(t.typcategory::text)",
      "CASE WHEN t.typispreferred THEN 'PREFERRED = true' END",
      "'DEFAULT = ' || pg_catalog.quote_literal(t.typdefault)",
      "CASE WHEN t.typelem <> 0 THEN 'ELEMENT = ' || pg_catalog.format_type(t.typelem, NULL) END",
      "'DELIMITER = ' || pg_catalog.quote_literal(t.typdelim::text)",
      "CASE WHEN t.typcollation <> 0 THEN 'COLLATABLE = true' END")
    return """
      SELECT \(identity("t", in: "pg_type", name: "typname", owner: "typowner")), 'TYPE ' || \(name),
        'CREATE TYPE ' || \(name) || CASE WHEN t.typisdefined THEN ' (' || \(options) || ')' ELSE '' END, NULL
      FROM pg_catalog.pg_type t
      WHERE t.typnamespace = \(CatalogFragments.schema) AND (t.typtype = 'b' OR NOT t.typisdefined)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.typarray = t.oid)
      """
  }
}
