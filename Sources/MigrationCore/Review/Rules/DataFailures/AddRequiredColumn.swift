/// `add-required-column`: a new column that must not be null has no default.
struct AddRequiredColumn: StepRule {
  static let id: RuleID = "add-required-column"
  static let category = RuleCategory.dataFailure
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a new column that must not be null has no default"
  static let documentation = """
    ADD COLUMN … NOT NULL without a default fails on a table that has rows, and breaks writers that do not know the column.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .alterTable(let table, .addColumn(let column)) = action, !step.isNew(table), column.isNotNull,
        !column.hasDefault, !column.isSerial, !column.isIdentity, !column.isStoredGenerated
      else { return nil }
      let isEmpty = context.relation(table)?.size.rows == 0
      return finding(
        isEmpty ? .info : .error, at: step,
        "\(column.name) is NOT NULL without a default: fails if \(context.described(table)) has a row",
        because: "Existing rows would hold NULL, and programs that do not fill the column can no longer insert.",
        instead: "give it a constant DEFAULT, or add it nullable, fill it in batches, then SET NOT NULL")
    }
  }
}
