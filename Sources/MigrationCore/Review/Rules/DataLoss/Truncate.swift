/// `truncate`: a table is emptied.
struct Truncate: StepRule {
  static let id: RuleID = "truncate"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a table is emptied"
  static let documentation = """
    TRUNCATE takes ACCESS EXCLUSIVE, removes every row and gives the table a new file. It is not safe for transactions
    that began before: they see an empty table. A table that is empty already is a remark.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.flatMap { action -> [Finding] in
      guard case .truncate(let tables, _) = action else { return [] }
      return tables.filter { !step.isNew($0) }.map { table in
        finding(
          context.relation(table)?.size.rows == 0 ? .info : .error, at: step, "empties \(context.described(table))",
          because: "Every row is gone when the transaction commits, even for transactions that began before.",
          instead: "delete in batches with a condition, or put an empty table in its place and keep the old one")
      }
    }
  }
}
