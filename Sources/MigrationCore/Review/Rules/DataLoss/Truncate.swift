/// `truncate`: a table is emptied.
struct Truncate: StepRule {
  static let id: RuleID = "truncate"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a table is emptied"
  static let documentation = """
    TRUNCATE takes ACCESS EXCLUSIVE and removes every row; with CASCADE also those of every referencing table.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.flatMap { action -> [Finding] in
      guard case .truncate(let tables, let isCascading) = action else { return [] }
      return tables.filter { !step.isNew($0) }.map { table in
        finding(
          at: step,
          "empties \(context.described(table))\(isCascading ? " and every table that references it" : "")",
          because: "Every row is gone when the transaction commits, even for transactions that began before.",
          instead: "delete in batches with a condition, or say by name what is to be emptied")
      }
    }
  }
}
