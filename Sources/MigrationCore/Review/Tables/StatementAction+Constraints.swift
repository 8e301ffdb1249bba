extension StatementAction {
  /// The constraints that come into being, those of a new table and of a new column too, with their table.
  var addedConstraints: (table: QualifiedName, constraints: [AddedConstraint])? {
    switch self {
    case .createTable(let table): (table.name, table.allConstraints)
    case .alterTable(let table, .addConstraint(let constraint)): (table, [constraint])
    case .alterTable(let table, .addColumn(let column)): (table, column.constraints)
    default: nil
    }
  }

  /// The same one by one.
  var constraintsAdded: [(table: QualifiedName, constraint: AddedConstraint)] {
    addedConstraints.map { added in added.constraints.map { (added.table, $0) } } ?? []
  }

  /// The foreign keys among them.
  var foreignKeysAdded: [ForeignKeyAddition] {
    constraintsAdded.compactMap { table, constraint in
      constraint.foreignKey.map { ForeignKeyAddition(table: table, constraint: constraint, key: $0) }
    }
  }
}

/// A foreign key that a statement adds.
struct ForeignKeyAddition: Hashable, Sendable {
  var table: QualifiedName
  var constraint: AddedConstraint
  var key: ForeignKeyClause

  /// `shop.orders(user_id)`.
  var words: String { "\(table)(\(constraint.columns.map(\.text).joined(separator: ", ")))" }
}

/// A rule about foreign keys, wherever they are added.
protocol ForeignKeyRule: StepRule {
  func finding(for addition: ForeignKeyAddition, at step: ReviewedStep, in context: ReviewContext) -> Finding?
}

extension ForeignKeyRule {
  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.flatMap(\.foreignKeysAdded).compactMap { finding(for: $0, at: step, in: context) }
  }
}

extension ReviewContext {
  /// The pairs of columns that a foreign key compares; nil when the referenced ones are not known.
  func columnPairs(of addition: ForeignKeyAddition) -> [(own: Identifier, referenced: Identifier)]? {
    let referenced =
      addition.key.columns.isEmpty ? finalState(of: addition.key.references)?.primaryKey : addition.key.columns
    guard let referenced, referenced.count == addition.constraint.columns.count else { return nil }
    return Array(zip(addition.constraint.columns, referenced)).map { (own: $0.0, referenced: $0.1) }
  }

  /// The type without the domains around it.
  func baseType(of type: ColumnType) -> ColumnType {
    guard let live, !type.isArray, let domain = domain(of: type, in: live) else { return type }
    return domain.base
  }

  /// Whether a column came with this plan and holds NULL in every row of its table.
  func isAllNull(_ column: Identifier, of table: QualifiedName, before step: ReviewedStep) -> Bool {
    var isNull = false
    for change in history.changes(of: table, naming: [column]) where change.step <= step.id {
      if case .alterTable(_, .addColumn(let added)) = change.action, added.name == column {
        isNull =
          !added.hasDefault && !added.isSerial && !added.isIdentity && !added.isStoredGenerated
          && !added.isVirtualGenerated
      }
    }
    return isNull && !history.isFilled(table, before: step.id)
  }

  /// Whether the target holds no row of it.
  func isEmpty(_ table: QualifiedName) -> Bool { relation(table)?.size.rows == 0 }
}
