extension DefinedObject {
  /// What differs beside the definition; a rule's definition can be replaced.
  func alterations(to new: DefinedObject, _ label: StepLabel) -> [Alteration] {
    let object: SQLText = "\(catalog: reference)"
    var statements: [SQLText] = []
    if definition != new.definition {
      // Only a rule gets here: the others are made again.
      let rest = CatalogSQL(String(new.definition.text.dropFirst("CREATE ".count)))
      statements.append("CREATE OR REPLACE \(catalog: rest)")
    }
    statements += new.further.filter { !further.contains($0) }.map { "\(catalog: $0)" }
    var alterations = statements.isEmpty ? [] : [Alteration(stage, label, statements)]
    let details = ownerChange(of: object, owner, new.owner) + commentChange(on: object, comment, new.comment)
    if !details.isEmpty { alterations.append(Alteration(.attributes, label, details, rank: .detail)) }
    return alterations
  }
}

extension Trigger {
  /// The steps from this trigger to `new`, which CREATE OR REPLACE takes.
  func alterations(to new: Trigger, on relation: SchemaPart.IndexedRelation, _ id: ObjectID) -> [Alteration] {
    let table = QualifiedName(id.schema, id.name)
    let label = StepLabel(.alter, id, of: relation.objectKind)
    var statements: [SQLText] = []
    if definition != new.definition { statements.append(new.dump(on: table, in: id.schema)) }
    if enabled != new.enabled || (!statements.isEmpty && new.enabled != .origin) {
      statements.append("ALTER TABLE \(table) \(new.enabled.keyword) TRIGGER \(name)")
    }
    statements += commentChange(on: "TRIGGER \(name) ON \(table)", comment, new.comment)
    return statements.isEmpty ? [] : [Alteration(.trigger, label, statements)]
  }
}

extension Trigger.EnableState {
  var keyword: SQLText {
    switch self {
    case .origin: "ENABLE"
    case .disabled: "DISABLE"
    case .replica: "ENABLE REPLICA"
    case .always: "ENABLE ALWAYS"
    }
  }
}

extension RowSecurityPolicy {
  /// The steps from this policy to `new`, whose command and effect are the same.
  func alterations(to new: RowSecurityPolicy, _ id: ObjectID) -> [Alteration] {
    let table = QualifiedName(id.schema, id.name)
    let label = StepLabel(.alter, id)
    var clauses: [SQLText] = []
    if roles != new.roles {
      let roles: [SQLText] = (new.roles.isEmpty ? [.everyone] : new.roles).map { "\($0)" }
      clauses.append("TO \(roles, separator: ", ")")
    }
    if using != new.using, let expression = new.using { clauses.append("USING \(expression.inParentheses)") }
    if withCheck != new.withCheck, let expression = new.withCheck {
      clauses.append("WITH CHECK \(expression.inParentheses)")
    }
    var statements: [SQLText] =
      clauses.isEmpty ? [] : ["ALTER POLICY \(name) ON \(table) \(clauses, separator: " ")"]
    statements += commentChange(on: "POLICY \(name) ON \(table)", comment, new.comment)
    return statements.isEmpty ? [] : [Alteration(.policy, label, statements)]
  }
}
