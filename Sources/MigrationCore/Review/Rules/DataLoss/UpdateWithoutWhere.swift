/// `update-without-where`: every row is updated.
struct UpdateWithoutWhere: ActionRule {
  static let id: RuleID = "update-without-where"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "every row is updated"
  static let documentation = """
    UPDATE without a condition touches every row: row locks and dead rows for the whole table in one transaction. A
    condition that is always true (WHERE true, 1 = 1), or that only asks for NOT NULL in columns that the target has
    declared so, is none. In a small table it is a warning.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .update(let rows) = action, !step.isNew(rows.table), context.meansEveryRow(rows) else { return nil }
    let isEmpty = context.relation(rows.table)?.size.rows == 0
    return finding(
      isEmpty ? .info : context.isSmall(rows.table) ? .warning : .error, at: step,
      "updates every row of \(context.described(rows.table))\(rows.condition == .none ? "" : ": its condition is always true")",
      because: "Every old value is gone, and the row locks last until the transaction commits.",
      instead: "give it a WHERE, and go in batches by primary key")
  }
}
