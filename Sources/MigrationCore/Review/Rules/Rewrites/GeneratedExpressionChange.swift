/// `generated-expression-change`: a new expression of a stored column rewrites the table.
struct GeneratedExpressionChange: ActionRule {
  static let id: RuleID = "generated-expression-change"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a new expression of a stored column rewrites the table"
  static let documentation = """
    SET EXPRESSION (PostgreSQL 17 and later) on a stored generated column computes every row again: the table and
    its indexes are written anew under ACCESS EXCLUSIVE. On a virtual column (18) it changes the catalog only. Add a
    column with the new expression instead, and swap their names.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .setExpression(let column)) = action, !step.isNew(table) else { return nil }
    let known = context.table(table)?.columns.first { $0.name == column }?.generated
    if known?.kind == .virtual { return nil }
    let isKnown = context.live != nil
    return finding(
      context.severity(isKnown ? .error : .warning, on: table), at: step,
      "the new expression of \(column) \(isKnown ? "rewrites" : "may rewrite") \(context.described(table))"
        + (isKnown ? "" : "; not checked: whether it is stored"),
      because: "Every row is computed and written again while ACCESS EXCLUSIVE is held.",
      instead: "a plain column and a trigger with the new expression, batches for the old rows, then swap the names")
  }
}
