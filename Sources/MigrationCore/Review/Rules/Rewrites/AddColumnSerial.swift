/// `add-column-serial`: a new serial column rewrites the table.
struct AddColumnSerial: StepRule {
  static let id: RuleID = "add-column-serial"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a new serial column rewrites the table"
  static let documentation = """
    serial means DEFAULT nextval(…), which is VOLATILE: every row gets a value of its own at once.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .alterTable(let table, .addColumn(let column)) = action, !step.isNew(table), column.isSerial else {
        return nil
      }
      return finding(
        context.severity(.error, on: table), at: step,
        "adding \(column.name) as serial rewrites \(context.described(table))",
        because: "Every row is written again while ACCESS EXCLUSIVE is held: reads and writes wait.",
        instead: "add the column without default, fill it in batches, then attach a sequence")
    }
  }
}
