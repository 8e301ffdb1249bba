/// `column-requires-default`: a new column has no default.
struct ColumnRequiresDefault: ActionRule {
  static let id: RuleID = "column-requires-default"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: nil, strict: nil)
  static let summary = "a new column has no default"
  static let documentation = """
    House policy only: with a default an INSERT need not name the column. Columns that get their value otherwise
    (identity, serial, generated) and those of the primary key are exempt.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let (table, columns) = action.addedColumns else { return nil }
    let key = action.addedConstraints?.constraints.first { $0.kind == .primaryKey }?.columns ?? []
    let bare = columns.filter { column in
      !column.hasDefault && !column.isIdentity && !column.isSerial && !column.isStoredGenerated
        && !column.isVirtualGenerated
        && !key.contains(column.name)
    }
    guard !bare.isEmpty else { return nil }
    return finding(
      at: step, "\(table).\(bare.map(\.name).words): no default",
      because: "An INSERT that leaves it out stores NULL or fails.",
      instead: "add a DEFAULT")
  }
}
