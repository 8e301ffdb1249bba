/// `drop-table`: a table and its rows are dropped.
struct DropTable: StepRule {
  static let id: RuleID = "drop-table"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a table and its rows are dropped"
  static let documentation = """
    DROP TABLE removes the table's rows for good and takes ACCESS EXCLUSIVE on it and on every table that its
    foreign keys point to. Rename it first, wait until nobody misses it, and drop it in a later plan.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .drop(let object) = action, object.kind == .table || object.kind == .foreignTable,
        !step.isNew(object.name)
      else { return nil }
      let retired: SQLText = "ALTER TABLE \(object.name) RENAME TO \(Identifier("\(object.name.name.text)_dropped"));"
      return finding(
        at: step, "drops the table \(context.described(object.name)) with its rows",
        because: "The rows are gone when the transaction commits; only a backup has them.",
        instead: "\(retired.text) -- and drop it in a later plan")
    }
  }
}
