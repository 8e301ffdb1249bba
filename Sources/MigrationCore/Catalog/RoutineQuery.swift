/// Functions, window functions and procedures.
enum RoutineQuery: CatalogQuery {
  static let name = "routines"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT p.proname, p.prokind, pg_catalog.pg_get_function_identity_arguments(p.oid),
      pg_catalog.pg_get_functiondef(p.oid), pg_catalog.pg_get_function_arguments(p.oid), l.lanname,
      \(CatalogFragments.role("p.proowner")), pg_catalog.obj_description(p.oid, 'pg_proc'),
      \(CatalogFragments.extensionName(of: "p.oid", in: "pg_proc")),
      pg_catalog.pg_get_function_result(p.oid), p.provolatile, p.proparallel, p.proisstrict, p.prosecdef,
      p.proleakproof, CASE WHEN p.prosqlbody IS NULL THEN p.prosrc END, p.proconfig
    FROM pg_catalog.pg_proc p
    JOIN pg_catalog.pg_language l ON l.oid = p.prolang
    WHERE p.pronamespace = \(CatalogFragments.schema) AND p.prokind IN ('f', 'w', 'p')
      -- Constructors of range types come with their type.
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid
        AND i.refclassid = 'pg_type'::regclass AND i.deptype = 'i')
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> Routine {
    var routine = Routine(
      name: try row.identifier(), kind: try row.code(), identityArguments: try row.text(),
      definition: try row.text(), arguments: try row.text(), language: try row.identifier())
    routine.owner = try row.identifier()
    routine.comment = row.optionalText()
    routine.extensionName = row.optionalIdentifier()
    routine.result = row.optionalText()
    routine.volatility = try row.code()
    routine.parallel = try row.code()
    routine.isStrict = try row.flag()
    routine.isSecurityDefiner = try row.flag()
    routine.isLeakproof = try row.flag()
    routine.source = row.optionalText()
    routine.settings = try row.options()
    return routine
  }
}
