/// A function or procedure as pgschema sees it: what `information_schema.routines` shows to the role.
struct PgschemaRoutine: PgschemaPart {
  var schema: String
  var name: String
  var isProcedure: Bool
  /// `pg_get_function_sqlbody`, or `prosrc`.
  var body: String
  /// `pg_get_function_result`; nil for a procedure.
  var result: String?
  var language: String
  var parameters: [PgschemaParameter]
  var identityArguments: String
  var comment: String?
  var volatility: Routine.Volatility
  var isStrict: Bool
  var isSecurityDefiner: Bool
  var isLeakproof: Bool
  var parallel: Routine.Parallel
  var settings: [String]
  var dependencies: [String] = []

  /// The name with the types of its input parameters, as they are before normalisation.
  var key: String {
    let inputs = parameters.filter { ["IN", "INOUT", "VARIADIC"].contains($0.mode) }.map(\.type)
    return "\(name)(\(inputs.joined(separator: ", ")))"
  }

  func write(to text: inout PgschemaText) {
    text.member("schema", schema)
    text.member("name", name)
    text.member("definition", isProcedure ? body : PgschemaRoutineText.body(body))
    if !isProcedure { text.member("return_type", PgschemaRoutineText.result(result ?? "", schema: schema)) }
    text.member("language", language.lowercased())
    text.omittable("parameters", parameters)
    text.omittable("comment", comment)
    guard !isProcedure else { return }
    text.omittable("volatility", Self.word(volatility))
    text.omittable("is_strict", isStrict)
    text.omittable("is_security_definer", isSecurityDefiner)
    text.omittable("is_leakproof", isLeakproof)
    text.omittable("parallel", Self.word(parallel))
    text.omittable("set_config", settings)
    text.omittable("dependencies", dependencies)
  }

  private static func word(_ volatility: Routine.Volatility) -> String {
    switch volatility {
    case .immutable: "IMMUTABLE"
    case .stable: "STABLE"
    case .volatile: "VOLATILE"
    }
  }

  private static func word(_ parallel: Routine.Parallel) -> String {
    switch parallel {
    case .safe: "SAFE"
    case .restricted: "RESTRICTED"
    case .unsafe: "UNSAFE"
    }
  }
}

/// Functions and procedures, without those of extensions.
enum PgschemaRoutineQuery: PgschemaQuery {
  static let name = "routines"
  static let searchPath = SearchPath.session

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT n.nspname, p.proname, p.prokind = 'p',
      COALESCE(pg_catalog.pg_get_function_sqlbody(p.oid),
        CASE WHEN p.prosrc LIKE E'%\\n' THEN p.prosrc ELSE p.prosrc || E'\\n' END),
      pg_catalog.pg_get_function_result(p.oid), l.lanname, pg_catalog.pg_get_function_arguments(p.oid),
      pg_catalog.pg_get_function_identity_arguments(p.oid), pg_catalog.obj_description(p.oid, 'pg_proc'),
      p.provolatile, p.proisstrict, p.prosecdef, p.proleakproof, p.proparallel, p.proconfig
    FROM pg_catalog.pg_proc p
    JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_catalog.pg_language l ON l.oid = p.prolang
    WHERE p.pronamespace = \(CatalogFragments.schema) AND p.prokind IN ('f', 'p')
      AND (pg_catalog.pg_has_role(p.proowner, 'USAGE') OR pg_catalog.has_function_privilege(p.oid, 'EXECUTE'))
      AND \(PgschemaFragments.isNoExtensionMember)
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> PgschemaRoutine {
    let schema = try row.string()
    let name = try row.string()
    let isProcedure = try row.flag()
    let body = try row.string()
    let result = row.optionalString()
    let language = try row.string()
    let parameters = PgschemaParameter.parse(try row.string(), schema: schema)
    return PgschemaRoutine(
      schema: schema, name: name, isProcedure: isProcedure, body: body, result: result, language: language,
      parameters: parameters, identityArguments: try row.string(), comment: row.optionalString(),
      volatility: try row.code(), isStrict: try row.flag(), isSecurityDefiner: try row.flag(),
      isLeakproof: try row.flag(), parallel: try row.code(), settings: try row.strings())
  }
}

/// Which function calls which, as far as `pg_depend` knows.
///
/// pgschema does not say an order, so this is the catalog's: by row of `pg_depend`.
enum PgschemaRoutineDependencyQuery: PgschemaQuery {
  static let name = "dependencies of functions"
  static let searchPath = SearchPath.session

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')',
      rn.nspname || '.' || r.proname || '(' || pg_catalog.pg_get_function_identity_arguments(r.oid) || ')'
    FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_proc p ON p.oid = d.objid
    JOIN pg_catalog.pg_proc r ON r.oid = d.refobjid
    JOIN pg_catalog.pg_namespace rn ON rn.oid = r.pronamespace
    WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
      AND d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.deptype = 'n'
      AND p.pronamespace = \(CatalogFragments.schema) AND p.prokind = 'f' AND r.prokind = 'f'
    ORDER BY d.ctid
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> (dependent: Identifier, referenced: String) {
    (try row.identifier(), try row.string())
  }
}
