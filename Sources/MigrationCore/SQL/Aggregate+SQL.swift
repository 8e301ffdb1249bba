extension Aggregate {
  /// `AGGREGATE schema.name(arguments)`, as COMMENT and ALTER name it.
  func object(in schema: Identifier) -> SQLText {
    "AGGREGATE \(QualifiedName(schema, name))(\(Self.list(identityArguments)))"
  }

  func create(in schema: Identifier, replacing: Bool = false) -> SQLText {
    var options = transition.sql(prefix: "", kind: kind)
    if let combineFunction { options.append("COMBINEFUNC = \(catalog: combineFunction)") }
    if let serialFunction { options.append("SERIALFUNC = \(catalog: serialFunction)") }
    if let deserialFunction { options.append("DESERIALFUNC = \(catalog: deserialFunction)") }
    if let moving {
      options += moving.sql(prefix: "M", kind: kind)
      if let movingInverseFunction { options.append("MINVFUNC = \(catalog: movingInverseFunction)") }
    }
    if let sortOperator { options.append("SORTOP = \(catalog: sortOperator)") }
    switch parallel {
    case .safe: options.append("PARALLEL = SAFE")
    case .restricted: options.append("PARALLEL = RESTRICTED")
    case .unsafe: break
    }
    if kind == .hypotheticalSet { options.append("HYPOTHETICAL") }
    let word: SQLText = replacing ? "CREATE OR REPLACE" : "CREATE"
    return "\(word) AGGREGATE \(QualifiedName(schema, name))(\(Self.list(arguments))) \(block(options))"
  }

  func attributes(in schema: Identifier) -> [SQLText] {
    let object = object(in: schema)
    return MigrationCore.owner(of: object, owner) + MigrationCore.comment(on: object, comment)
  }

  /// Everything that makes the aggregate what it is, privileges apart.
  package func definition(in schema: Identifier) -> [SQLText] { [create(in: schema)] + attributes(in: schema) }

  private static func list(_ arguments: CatalogSQL) -> SQLText {
    arguments.text.isEmpty ? "*" : "\(catalog: arguments)"
  }
}

extension Aggregate.Transition {
  /// The options of the state; `prefix` is `M` for those of the moving form.
  ///
  /// `kind`: whose; it decides what PostgreSQL takes for the final function's effect on the state by itself.
  fileprivate func sql(prefix: SQLText, kind: Aggregate.Kind) -> [SQLText] {
    var options: [SQLText] = ["\(prefix)SFUNC = \(catalog: function)", "\(prefix)STYPE = \(catalog: stateType)"]
    if stateSpace != 0 { options.append("\(prefix)SSPACE = \(stateSpace)") }
    if let finalFunction { options.append("\(prefix)FINALFUNC = \(catalog: finalFunction)") }
    if finalFunctionTakesExtraArguments { options.append("\(prefix)FINALFUNC_EXTRA") }
    if finalModify != (kind == .normal ? .readOnly : .readWrite) {
      options.append("\(prefix)FINALFUNC_MODIFY = \(finalModify.keyword)")
    }
    if let initialCondition { options.append("\(prefix)INITCOND = \(literal: initialCondition)") }
    return options
  }
}

extension Aggregate.FinalModify {
  fileprivate var keyword: SQLText {
    switch self {
    case .readOnly: "READ_ONLY"
    case .shareable: "SHAREABLE"
    case .readWrite: "READ_WRITE"
    }
  }
}
