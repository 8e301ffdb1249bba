extension Domain {
  /// The CREATE statement.
  ///
  /// `withRules`: whether its default and its checks are in the statement; NOT NULL is in any case.
  func create(in schema: Identifier, withRules: Bool) -> SQLText {
    var lines: [SQLText] = []
    if let collation { lines.append("COLLATE \(collation)") }
    if withRules, let defaultExpression { lines.append("DEFAULT \(catalog: defaultExpression)") }
    if isNotNull, !constraints.contains(where: \.isNotNull) { lines.append("NOT NULL") }
    for constraint in constraints where constraint.isInline && (withRules || constraint.isNotNull) {
      lines.append("CONSTRAINT \(constraint.name) \(catalog: constraint.definition)")
    }
    let clauses: SQLText = lines.isEmpty ? "" : "\n    \(lines, separator: "\n    ")"
    return "CREATE DOMAIN \(QualifiedName(schema, name)) AS \(catalog: baseType)\(clauses)"
  }

  func add(_ constraint: DomainConstraint, in schema: Identifier) -> SQLText {
    "ALTER DOMAIN \(QualifiedName(schema, name)) ADD CONSTRAINT \(constraint.name) \(catalog: constraint.definition)"
  }

  /// Default and checks one by one: for a rebuild, where the functions that they call come in between.
  func rules(in schema: Identifier) -> [SQLText] {
    let setDefault: [SQLText] =
      defaultExpression.map {
        ["ALTER DOMAIN \(QualifiedName(schema, name)) SET DEFAULT \(catalog: $0)"]
      } ?? []
    return setDefault + constraints.filter { !$0.isNotNull }.map { add($0, in: schema) }
  }

  func attributes(in schema: Identifier) -> [SQLText] {
    let domain = QualifiedName(schema, name)
    return MigrationCore.owner(of: "DOMAIN \(domain)", owner) + MigrationCore.comment(on: "DOMAIN \(domain)", comment)
      + constraints.flatMap {
        MigrationCore.comment(on: "CONSTRAINT \($0.name) ON DOMAIN \(domain)", $0.comment)
      }
  }

  /// Everything that makes the domain what it is, privileges apart.
  package func definition(in schema: Identifier) -> [SQLText] {
    [create(in: schema, withRules: true)]
      + constraints.filter { !$0.isInline }.map { add($0, in: schema) } + attributes(in: schema)
  }
}

extension DomainConstraint {
  /// Whether CREATE DOMAIN takes it: it knows no NOT VALID.
  var isInline: Bool { isValidated }
}
