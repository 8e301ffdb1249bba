extension EnumType {
  /// New labels in place: each is a change that commits before it can be used.
  ///
  /// Source: PostgreSQL manual, ALTER TYPE, "ADD VALUE".
  func alterations(to new: EnumType, in schema: Identifier) -> [Alteration] {
    let type = QualifiedName(schema, name)
    let label = StepLabel(.alter, ObjectID(.enumType, schema, name))
    var known = labels
    var steps: [PlannedStep] = []
    for (place, value) in new.labels.enumerated() where !known.contains(value) {
      let next = new.labels[place...].first { known.contains($0) }
      let position: SQLText
      if place > 0 {
        position = " AFTER \(literal: new.labels[place - 1])"
      } else {
        position = next.map { " BEFORE \(literal: $0)" } ?? ""
      }
      steps.append(PlannedStep("ALTER TYPE \(type) ADD VALUE \(literal: value)\(position)", .ownTransaction))
      known.append(value)
    }
    var alterations = steps.isEmpty ? [] : [Alteration(.type, label, steps, rank: .enumLabel).counted]
    alterations += typeDetails(of: "TYPE \(type)", label, (owner, comment), (new.owner, new.comment))
    return alterations
  }
}

extension CompositeType {
  /// Attributes dropped, then added at the end.
  func alterations(to new: CompositeType, in schema: Identifier) -> [Alteration] {
    let type = QualifiedName(schema, name)
    let label = StepLabel(.alter, ObjectID(.compositeType, schema, name))
    var statements: [SQLText] = attributes.filter { old in !new.attributes.contains { $0.name == old.name } }
      .map { "ALTER TYPE \(type) DROP ATTRIBUTE \($0.name) CASCADE" }
    statements += new.attributes.filter { other in !attributes.contains { $0.name == other.name } }.map { attribute in
      let collation: SQLText = attribute.collation.map { " COLLATE \($0)" } ?? ""
      return "ALTER TYPE \(type) ADD ATTRIBUTE \(attribute.name) \(catalog: attribute.type)\(collation) CASCADE"
    }
    var alterations = statements.isEmpty ? [] : [Alteration(.type, label, statements)]
    let comments = new.attributes.flatMap { attribute in
      commentChange(
        on: "COLUMN \(type).\(attribute.name)", attributes.first { $0.name == attribute.name }?.comment,
        attribute.comment)
    }
    if !comments.isEmpty { alterations.append(Alteration(.rule, label, comments, rank: .detail).aside) }
    return alterations + typeDetails(of: "TYPE \(type)", label, (owner, comment), (new.owner, new.comment))
  }
}

extension Domain {
  /// Default, NOT NULL and checks; a new check is validated apart from being added.
  func alterations(to new: Domain, in schema: Identifier) -> [Alteration] {
    let domain = QualifiedName(schema, name)
    let label = StepLabel(.alter, ObjectID(.domain, schema, name))
    let alter: SQLText = "ALTER DOMAIN \(domain)"
    var first: [SQLText] = []
    let gone = constraints.filter { old in
      !old.isNotNull && !new.constraints.contains { $0.name == old.name && $0.definition == old.definition }
        && !new.constraints.contains { $0.name == old.name && old.becomesValid(in: $0) }
    }
    first += gone.map { "\(alter) DROP CONSTRAINT \($0.name)" }
    if defaultExpression != new.defaultExpression {
      first.append(
        new.defaultExpression.map { "\(alter) SET DEFAULT \($0.defaultText(in: schema))" } ?? "\(alter) DROP DEFAULT")
    }
    if isNotNull, !new.isNotNull { first.append("\(alter) DROP NOT NULL") }
    if !isNotNull, new.isNotNull {
      let named = new.constraints.first(where: \.isNotNull)
      first.append(named.map { "\(alter) ADD CONSTRAINT \($0.name) NOT NULL" } ?? "\(alter) SET NOT NULL")
    }
    if isNotNull, new.isNotNull, let old = constraints.first(where: \.isNotNull),
      let other = new.constraints.first(where: \.isNotNull), old.name != other.name
    {
      first.append("\(alter) RENAME CONSTRAINT \(old.name) TO \(other.name)")
    }
    var steps = first.map { PlannedStep($0) }
    for constraint in new.constraints where !constraint.isNotNull {
      guard let old = constraints.first(where: { $0.name == constraint.name }), !gone.contains(old) else {
        steps.append(PlannedStep(new.add(constraint, in: schema)))
        continue
      }
      if old.becomesValid(in: constraint) {
        steps.append(PlannedStep("\(alter) VALIDATE CONSTRAINT \(constraint.name)", .ownTransaction))
      }
    }
    var alterations = steps.isEmpty ? [] : [Alteration(.domainRules, label, steps).counted]
    let comments = new.constraints.flatMap { constraint in
      let old = constraints.first { $0.name == constraint.name && !gone.contains($0) }
      return commentChange(on: "CONSTRAINT \(constraint.name) ON DOMAIN \(domain)", old?.comment, constraint.comment)
    }
    if !comments.isEmpty { alterations.append(Alteration(.rule, label, comments, rank: .detail).aside) }
    alterations += typeDetails(of: "DOMAIN \(domain)", label, (owner, comment), (new.owner, new.comment))
    return alterations
  }
}

extension DomainConstraint {
  /// Whether `new` is the same but for being validated.
  fileprivate func becomesValid(in new: DomainConstraint) -> Bool {
    !isValidated && new.isValidated && definition.text == new.definition.text + " NOT VALID"
  }
}

/// Owner and comment of a type.
private func typeDetails(
  of object: SQLText, _ label: StepLabel, _ old: (owner: Identifier, comment: StoredText?),
  _ new: (owner: Identifier, comment: StoredText?)
) -> [Alteration] {
  let statements = ownerChange(of: object, old.owner, new.owner) + commentChange(on: object, old.comment, new.comment)
  return statements.isEmpty ? [] : [Alteration(.attributes, label, statements, rank: .detail).aside]
}
