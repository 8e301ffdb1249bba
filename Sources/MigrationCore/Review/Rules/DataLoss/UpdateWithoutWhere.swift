/// `update-without-where`: every row is updated.
struct UpdateWithoutWhere: StepRule {
  static let id: RuleID = "update-without-where"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "every row is updated"
  static let documentation = """
    UPDATE without a condition touches every row: row locks and dead rows for the whole table in one transaction.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .update(let rows) = action, !step.isNew(rows.table), context.meansEveryRow(rows) else { return nil }
      return finding(
        at: step, "updates every row of \(context.described(rows.table))",
        because: "Every old value is gone, and the row locks last until the transaction commits.",
        instead: "give it a WHERE, and go in batches by primary key")
    }
  }
}
