extension ReviewContext {
  /// Whether a step of the plan gives the table a primary key with `ALTER TABLE`.
  func getsPrimaryKey(_ table: QualifiedName) -> Bool {
    steps(naming: table).lazy.flatMap(\.facts.actions).contains { action in
      guard case .alterTable(table, _) = action, let added = action.addedConstraints else { return false }
      return added.constraints.contains { $0.kind == .primaryKey }
    }
  }

  /// The columns of the table's primary key by the target, or by the `CREATE TABLE` of this plan.
  func primaryKey(of table: QualifiedName) -> [Identifier] {
    for case .createTable(let created) in steps(naming: table).lazy.flatMap(\.facts.actions) where created.name == table
    {
      if let key = created.allConstraints.first(where: { $0.kind == .primaryKey }) { return key.columns }
    }
    return targetKey(of: table)
  }

  /// The columns of the primary key that the target's table has.
  func targetKey(of table: QualifiedName) -> [Identifier] {
    if let key = self.table(table)?.constraints.first(where: { $0.kind == .primaryKey }) { return key.columns }
    return primaryKeyIndex(of: table)?.columns.compactMap { $0 } ?? []
  }

  private func primaryKeyIndex(of table: QualifiedName) -> LiveIndex? {
    live?.relations.values.first { $0.owningTable == table && $0.index?.isPrimary == true }?.index
  }

  /// Whether the constraint is the primary key that the target's table has.
  func isPrimaryKey(_ constraint: Identifier, of table: QualifiedName) -> Bool {
    if let found = self.table(table)?.constraints.first(where: { $0.name == constraint }) {
      return found.kind == .primaryKey
    }
    let index = relation(QualifiedName(table.schema, constraint))
    return index?.owningTable == table && index?.index?.isPrimary == true
  }

  /// The column's type by this plan, or by the target; nil when neither knows.
  func type(of column: Identifier, in table: QualifiedName) -> ColumnType? {
    for case .createTable(let created) in steps(naming: table).lazy.flatMap(\.facts.actions) where created.name == table
    {
      if let found = created.columns.first(where: { $0.name == column }) { return found.type }
    }
    return relation(table)?.columns[column]?.type
  }
}
