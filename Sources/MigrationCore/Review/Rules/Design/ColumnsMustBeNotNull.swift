/// `columns-must-be-not-null`: a new column may be NULL.
struct ColumnsMustBeNotNull: ActionRule {
  static let id: RuleID = "columns-must-be-not-null"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let summary = "a new column may be NULL"
  static let documentation = """
    A column that may be NULL makes every comparison with it three-valued, and NOT NULL is cheap while the table is
    empty. A column that is added to a table with rows is left alone when a later step of the plan sets it NOT NULL: it
    begins without, is filled, and is closed then.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let (table, columns) = action.addedColumns, !columns.isEmpty else { return nil }
    if case .createTable(let created) = action, created.isTemporary || created.isForeign { return nil }
    let constraints = action.addedConstraints?.constraints ?? []
    let closed = Set(
      constraints.flatMap { constraint -> [Identifier] in
        if case .check(let proved) = constraint.kind { return proved }
        return constraint.kind == .primaryKey ? constraint.columns : []
      })
    let open = columns.filter { column in
      !column.isNotNull && !column.isIdentity && !column.isSerial && !closed.contains(column.name)
        && !isClosedLater(column.name, table, step, context)
    }
    guard !open.isEmpty else { return nil }
    return finding(
      at: step, "\(table).\(open.map(\.name).words) may be NULL",
      because: "Each query has to say what NULL means, and to forbid it later reads the whole table.",
      instead: "add NOT NULL where a value is always known")
  }

  private func isClosedLater(
    _ column: Identifier, _ table: QualifiedName, _ step: ReviewedStep, _ context: ReviewContext
  ) -> Bool {
    context.history.changes(of: table, naming: [column]).contains { later in
      later.step > step.id && later.action == .alterTable(table, .setNotNull(column))
    }
  }
}
