/// Aggregate functions.
enum AggregateQuery: CatalogQuery {
  static let name = "aggregates"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid),
      pg_catalog.pg_get_function_arguments(p.oid), pg_catalog.pg_get_function_result(p.oid),
      \(transition("")), \(transition("m")),
      \(CatalogFragments.role("p.proowner")), \(CatalogFragments.comment(on: "p.oid", in: "pg_proc")),
      \(CatalogFragments.extensionName(of: "p.oid", in: "pg_proc")), g.aggkind, p.proparallel,
      \(CatalogFragments.functionName("g.aggminvtransfn")), \(CatalogFragments.functionName("g.aggcombinefn")),
      \(CatalogFragments.functionName("g.aggserialfn")), \(CatalogFragments.functionName("g.aggdeserialfn")),
      (SELECT 'OPERATOR(' || pg_catalog.quote_ident(n.nspname) || '.' || o.oprname || ')'
        FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
        WHERE o.oid = g.aggsortop)
    FROM pg_catalog.pg_proc p
    JOIN pg_catalog.pg_aggregate g ON g.aggfnoid = p.oid
    WHERE p.pronamespace = \(CatalogFragments.schema) AND p.prokind = 'a'
    """
  }

  /// The seven columns of a transition; `m` stands before the names of the moving one.
  private static func transition(_ m: String) -> String {
    """
    \(CatalogFragments.functionName("g.agg\(m)transfn")),
      CASE WHEN g.agg\(m)transtype <> 0 THEN pg_catalog.format_type(g.agg\(m)transtype, NULL) END,
      g.agg\(m)transspace, g.agg\(m)initval, \(CatalogFragments.functionName("g.agg\(m)finalfn")),
      g.agg\(m)finalextra, g.agg\(m)finalmodify
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> Aggregate {
    let name = try row.identifier()
    let identityArguments = try row.text(CatalogSQL.self)
    let arguments = try row.text(CatalogSQL.self)
    let result = try row.text(CatalogSQL.self)
    let plain = try transition(&row)
    let moving = try transition(&row)
    var aggregate = Aggregate(
      name: name, identityArguments: identityArguments, arguments: arguments, result: result,
      transition: plain ?? Aggregate.Transition(function: "", stateType: ""))
    aggregate.moving = moving
    aggregate.owner = try row.identifier()
    aggregate.comment = row.optionalText()
    aggregate.extensionName = row.optionalIdentifier()
    aggregate.kind = try row.code()
    aggregate.parallel = try row.code()
    aggregate.movingInverseFunction = row.optionalText()
    aggregate.combineFunction = row.optionalText()
    aggregate.serialFunction = row.optionalText()
    aggregate.deserialFunction = row.optionalText()
    aggregate.sortOperator = row.optionalText()
    return aggregate
  }

  private static func transition(_ row: inout CatalogRow) throws(CatalogError) -> Aggregate.Transition? {
    let function = row.optionalText(CatalogSQL.self)
    let stateType = row.optionalText(CatalogSQL.self)
    var transition = Aggregate.Transition(function: function ?? "", stateType: stateType ?? "")
    transition.stateSpace = try row.integer()
    transition.initialCondition = row.optionalText()
    transition.finalFunction = row.optionalText()
    transition.finalFunctionTakesExtraArguments = try row.flag()
    transition.finalModify = try row.code()
    return function == nil ? nil : transition
  }
}
