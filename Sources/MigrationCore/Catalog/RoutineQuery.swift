/// Functions, window functions and procedures.
enum RoutineQuery: CatalogQuery {
  static let name = "routines"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT p.proname, p.prokind, pg_catalog.pg_get_function_identity_arguments(p.oid),
      CASE WHEN pg_catalog.pg_function_is_visible(p.oid) THEN pg_catalog.regexp_replace(
          pg_catalog.pg_get_functiondef(p.oid), '^(CREATE OR REPLACE (FUNCTION|PROCEDURE) )("([^"]|"")+"|[^".(]+)[.]', '\\1')
        ELSE pg_catalog.pg_get_functiondef(p.oid) END, pg_catalog.pg_get_function_arguments(p.oid), l.lanname,
      \(CatalogFragments.role("p.proowner")), \(CatalogFragments.comment(on: "p.oid", in: "pg_proc")),
      \(CatalogFragments.extensionName(of: "p.oid", in: "pg_proc")),
      pg_catalog.pg_get_function_result(p.oid), p.provolatile, p.proparallel, p.proisstrict, p.prosecdef,
      p.proleakproof, CASE WHEN p.prosqlbody IS NULL THEN p.prosrc END, p.proconfig,
      CASE WHEN p.procost <> CASE WHEN l.lanname IN ('c', 'internal') THEN 1 ELSE 100 END THEN p.procost END,
      CASE WHEN p.proretset AND p.prorows <> 1000 THEN p.prorows END,
      CASE WHEN p.prosupport::oid <> 0 THEN p.prosupport::pg_catalog.regproc::text END,
      ARRAY(SELECT pg_catalog.format_type(t, NULL) FROM pg_catalog.unnest(p.protrftypes) AS t),
      p.probin IS NULL, pg_catalog.pg_get_function_sqlbody(p.oid)
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
    routine.cost = row.optionalText()
    routine.rows = row.optionalText()
    routine.support = row.optionalText()
    routine.transforms = try row.strings().map { CatalogSQL($0) }
    routine.isInDatabase = try row.flag()
    routine.standardBody = row.optionalText()
    return routine
  }
}
