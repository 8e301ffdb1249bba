/// `unique-not-null-instead-of-pk`: a table has a key that is not declared PRIMARY KEY.
struct UniqueNotNullInsteadOfPk: ActionRule {
  static let id: RuleID = "unique-not-null-instead-of-pk"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: .info, strict: .info)
  static let summary = "a table has a key that is not declared PRIMARY KEY"
  static let documentation = """
    A UNIQUE constraint over NOT NULL columns does what a primary key does, but tools, foreign keys without column names
    and logical replication look for the primary key. Declare it so. A table may have more such constraints besides its
    primary key.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createTable(let table) = action, !table.hasPrimaryKey, !table.isTemporary, table.partitionOf == nil,
      !context.getsPrimaryKey(table.name)
    else { return nil }
    let required = Set(table.columns.filter { $0.isNotNull || $0.isIdentity || $0.isSerial }.map(\.name))
    let key = table.allConstraints.first { constraint in
      constraint.kind == .unique && !constraint.columns.isEmpty && required.isSuperset(of: constraint.columns)
    }
    guard let key else { return nil }
    let declaration: SQLText = "PRIMARY KEY (\(key.columns))"
    return finding(
      at: step, "\(table.name) has a unique key over \(key.columns.words) and no primary key",
      because: "Logical replication and many tools take the primary key, and no other, for a row's identity.",
      instead: "write \(declaration.text) in place of UNIQUE")
  }
}
