/// Range types, each with its multirange type.
enum RangeTypeQuery: DefinedObjectQuery {
  static let kind = ObjectKind.rangeType
  static let name = "range types"

  static func sql(on server: ServerVersion) -> String {
    let name = CatalogFragments.name("pg_type_is_visible", "t", schema: "typnamespace", name: "typname")
    let opclass = CatalogFragments.name("pg_opclass_is_visible", "k", schema: "opcnamespace", name: "opcname")
    let collation = CatalogFragments.name("pg_collation_is_visible", "c", schema: "collnamespace", name: "collname")
    let multirange = CatalogFragments.name("pg_type_is_visible", "m", schema: "typnamespace", name: "typname")
    let options = CatalogFragments.options(
      "'SUBTYPE = ' || pg_catalog.format_type(r.rngsubtype, NULL)",
      "(SELECT 'SUBTYPE_OPCLASS = ' || \(opclass) FROM pg_catalog.pg_opclass k WHERE k.oid = r.rngsubopc "
        + "AND NOT k.opcdefault)",
      "(SELECT 'COLLATION = ' || \(collation) FROM pg_catalog.pg_collation c WHERE c.oid = r.rngcollation "
        + "AND r.rngcollation <> s.typcollation)",
      CatalogFragments.function("CANONICAL", "r.rngcanonical"),
      CatalogFragments.function("SUBTYPE_DIFF", "r.rngsubdiff"),
      "(SELECT 'MULTIRANGE_TYPE_NAME = ' || \(multirange) FROM pg_catalog.pg_type m WHERE m.oid = r.rngmultitypid)")
    return """
      SELECT \(identity("t", in: "pg_type", name: "typname", owner: "typowner")), 'TYPE ' || \(name),
        'CREATE TYPE ' || \(name) || ' AS RANGE (' || \(options) || ')', NULL
      FROM pg_catalog.pg_type t JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
      JOIN pg_catalog.pg_type s ON s.oid = r.rngsubtype
      WHERE t.typnamespace = \(CatalogFragments.schema)
      """
  }
}
