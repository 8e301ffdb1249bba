/// `add-column-identity`: a new identity column rewrites the table.
struct AddColumnIdentity: StepRule {
  static let id: RuleID = "add-column-identity"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a new identity column rewrites the table"
  static let documentation = """
    An identity column gives every existing row a number at once, so the table is written again.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .alterTable(let table, .addColumn(let column)) = action, !step.isNew(table), column.isIdentity else {
        return nil
      }
      return finding(
        context.severity(.error, on: table), at: step,
        "adding \(column.name) as identity rewrites \(context.described(table))",
        because: "Every row is written again while ACCESS EXCLUSIVE is held: reads and writes wait.",
        instead:
          "add a plain column, fill it in batches, SET NOT NULL by way of a CHECK, then ADD GENERATED … AS IDENTITY")
    }
  }
}
