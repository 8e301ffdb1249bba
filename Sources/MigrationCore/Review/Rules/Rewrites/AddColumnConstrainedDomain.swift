/// `add-column-constrained-domain`: a new column of a constrained domain rewrites the table.
struct AddColumnConstrainedDomain: StepRule {
  static let id: RuleID = "add-column-constrained-domain"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a new column of a constrained domain rewrites the table"
  static let documentation = """
    A domain with NOT NULL or a CHECK is checked for every existing row, even without a default, by writing the table
    again.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .alterTable(let table, .addColumn(let column)) = action, !step.isNew(table), let live = context.live,
        let domain = context.domain(of: column.type, in: live), domain.isConstrained
      else { return nil }
      return finding(
        context.severity(.error, on: table), at: step,
        "adding \(column.name) of the constrained domain \(column.type.name) rewrites \(context.described(table))",
        because: "Every row is written again while ACCESS EXCLUSIVE is held: reads and writes wait.",
        instead: "add the column with the domain's base type, and the constraint as a CHECK that is NOT VALID at first")
    }
  }
}
