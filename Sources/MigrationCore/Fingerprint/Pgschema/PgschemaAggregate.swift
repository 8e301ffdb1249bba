/// An aggregate as pgschema sees it.
struct PgschemaAggregate: PgschemaPart {
  /// The members of the plain or the moving form, which differ in their names.
  struct Transition {
    var function: String
    var stateType: String
    var stateSpace: Int
    var initialCondition: String?
    var finalFunction: String
    var takesExtraArguments: Bool
    var finalModify: String
  }

  var schema: String
  var name: String
  var identityArguments: String
  var arguments: String
  var kind: String
  var result: String
  var parallel: String
  var plain: Transition
  var moving: Transition
  var combineFunction: String
  var serialFunction: String
  var deserialFunction: String
  var movingInverseFunction: String
  var sortOperator: String?
  var comment: String?

  var key: String { "\(name)(\(identityArguments))" }

  func write(to text: inout PgschemaText) {
    text.member("schema", schema)
    text.member("name", name)
    text.omittable("arguments", identityArguments)
    text.omittable("signature", arguments)
    text.omittable("kind", kind)
    text.member("return_type", result)
    text.omittable("parallel", parallel)
    text.member("transition_function", plain.function)
    text.member("state_type", plain.stateType)
    text.omittable("state_space", plain.stateSpace)
    text.present("initial_condition", plain.initialCondition)
    text.omittable("final_function", plain.finalFunction)
    text.omittable("final_func_extra", plain.takesExtraArguments)
    text.omittable("final_func_modify", plain.finalModify)
    text.omittable("combine_function", combineFunction)
    text.omittable("serial_function", serialFunction)
    text.omittable("deserial_function", deserialFunction)
    text.omittable("mtransition_function", moving.function)
    text.omittable("minv_transition_function", movingInverseFunction)
    text.omittable("mstate_type", moving.stateType)
    text.omittable("mstate_space", moving.stateSpace)
    text.omittable("mfinal_function", moving.finalFunction)
    text.omittable("mfinal_func_extra", moving.takesExtraArguments)
    text.omittable("mfinal_func_modify", moving.finalModify)
    text.present("minitial_condition", moving.initialCondition)
    text.omittable("sort_operator", sortOperator)
    text.omittable("comment", comment)
  }
}

/// Aggregates, without those of extensions.
enum PgschemaAggregateQuery: PgschemaQuery {
  static let name = "aggregates"
  static let searchPath = SearchPath.session

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid),
      pg_catalog.pg_get_function_arguments(p.oid), g.aggkind, pg_catalog.pg_get_function_result(p.oid), p.proparallel,
      \(transition("")), \(transition("m")),
      \(PgschemaFragments.supportFunction("g.aggcombinefn")), \(PgschemaFragments.supportFunction("g.aggserialfn")),
      \(PgschemaFragments.supportFunction("g.aggdeserialfn")),
      \(PgschemaFragments.supportFunction("g.aggminvtransfn")),
      (SELECT 'OPERATOR(' || CASE WHEN oprnamespace = n.oid THEN '' ELSE pg_catalog.quote_ident(os.nspname) || '.' END
          || o.oprname || ')'
        FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace os ON os.oid = o.oprnamespace
        WHERE o.oid = g.aggsortop),
      pg_catalog.obj_description(p.oid, 'pg_proc')
    FROM pg_catalog.pg_proc p
    JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_catalog.pg_aggregate g ON g.aggfnoid = p.oid
    WHERE p.pronamespace = \(CatalogFragments.schema) AND p.prokind = 'a'
      AND \(PgschemaFragments.isNoExtensionMember)
    """
  }

  /// The columns of a transition; `m` stands before the names of the moving one.
  private static func transition(_ m: String) -> String {
    """
    \(PgschemaFragments.supportFunction("g.agg\(m)transfn")),
      COALESCE(\(PgschemaTypeText.state("g.agg\(m)transtype")), ''), g.agg\(m)transspace, g.agg\(m)initval,
      \(PgschemaFragments.supportFunction("g.agg\(m)finalfn")), g.agg\(m)finalextra, g.agg\(m)finalmodify
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> PgschemaAggregate {
    PgschemaAggregate(
      schema: try row.string(), name: try row.string(), identityArguments: try row.string(),
      arguments: try row.string(), kind: try row.string(), result: try row.string(), parallel: try row.string(),
      plain: try transition(&row), moving: try transition(&row), combineFunction: try row.string(),
      serialFunction: try row.string(), deserialFunction: try row.string(), movingInverseFunction: try row.string(),
      sortOperator: row.optionalString(), comment: row.optionalString())
  }

  private static func transition(_ row: inout CatalogRow) throws(CatalogError) -> PgschemaAggregate.Transition {
    PgschemaAggregate.Transition(
      function: try row.string(), stateType: try row.string(), stateSpace: try row.integer(),
      initialCondition: row.optionalString(), finalFunction: try row.string(), takesExtraArguments: try row.flag(),
      finalModify: try row.string())
  }
}
