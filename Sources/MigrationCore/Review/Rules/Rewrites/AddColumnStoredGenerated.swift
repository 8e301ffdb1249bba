/// `add-column-stored-generated`: a new stored generated column rewrites the table.
struct AddColumnStoredGenerated: StepRule {
  static let id: RuleID = "add-column-stored-generated"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a new stored generated column rewrites the table"
  static let documentation = """
    GENERATED ALWAYS AS (…) STORED computes a value for every existing row at once.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .alterTable(let table, .addColumn(let column)) = action, !step.isNew(table), column.isStoredGenerated
      else { return nil }
      return finding(
        context.severity(.error, on: table), at: step,
        "adding \(column.name) GENERATED … STORED rewrites \(context.described(table))",
        because: "Every row is written again while ACCESS EXCLUSIVE is held: reads and writes wait.",
        instead: "a plain column, a trigger that fills it, and batches for the old rows; or compute it in a view")
    }
  }
}
