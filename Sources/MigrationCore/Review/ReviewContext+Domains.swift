extension ReviewContext {
  /// What every value of a domain is checked for; nil where none is.
  ///
  /// The condition of a constraint that an earlier step adds is taken from there, of others from the target.
  func constraintChecked(
    by change: DomainAction, of name: QualifiedName, before step: ReviewedStep
  ) -> AddedConstraint? {
    switch change {
    case .addConstraint(let added): return added.isNotValid ? nil : added
    case .setNotNull:
      let isNotNull = domain(name)?.isNotNull ?? false
      return isNotNull ? nil : AddedConstraint(nil, .notNull("value"))
    case .validateConstraint(let wanted):
      for earlier in steps(before: step).reversed() {
        for case .alterDomain(name, .addConstraint(let added)) in earlier.facts.actions where added.name == wanted {
          return added
        }
      }
      let existing = domain(name)?.constraints.first { $0.name == wanted }
      if existing?.isValidated ?? false { return nil }
      var constraint = AddedConstraint(wanted, .check(provesNotNull: []))
      constraint.condition = existing?.condition
      return constraint
    case .dropConstraint, .dropNotNull, .changeDefault, .other: return nil
    }
  }

  /// The base type of a domain whose values are checked at a step, by its own conditions or by those of a domain that it
  /// is made of; nil of any other type.
  func baseOfConstrainedDomain(_ type: ColumnType, at step: ReviewedStep) -> ColumnType? {
    let isConstrainedBefore = history.constrains(type, before: step.id)
    if let made = history.domain(type), step.isNewType(made.name) {
      return made.isConstrained || isConstrainedBefore ? made.base : baseOfConstrainedDomain(made.base, at: step)
    }
    guard let live, let domain = domain(of: type, in: live) else { return nil }
    return domain.isConstrained || isConstrainedBefore ? domain.base : nil
  }

  /// The tables with rows of their own that have a column of the domain.
  func tables(holding domain: QualifiedName) -> [QualifiedName] {
    Set(columns(holding: domain).map(\.table)).sorted()
  }

  /// Their columns of the domain.
  func columns(holding domain: QualifiedName) -> [LiveDomain.Column] {
    (live?.domains[domain]?.columns ?? []).filter { relation($0.table)?.kind != .partitionedTable }
  }

  /// The domain as the target has it.
  private func domain(_ name: QualifiedName) -> Domain? {
    current.first { $0.name == name.schema }?.domains.first { $0.name == name.name }
  }
}

extension DomainConstraint {
  /// What stands between the parentheses of `CHECK (…)`; nil of a NOT NULL.
  fileprivate var condition: CatalogSQL? {
    let end = isValidated ? ")" : ") NOT VALID"
    guard definition.text.hasPrefix("CHECK ("), definition.text.hasSuffix(end) else { return nil }
    return CatalogSQL(String(definition.text.dropFirst(7).dropLast(end.count)))
  }
}
