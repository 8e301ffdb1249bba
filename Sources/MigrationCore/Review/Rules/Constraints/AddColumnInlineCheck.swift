/// `add-column-inline-check`: a new column comes with a CHECK that reads the whole table.
struct AddColumnInlineCheck: ActionRule {
  static let id: RuleID = "add-column-inline-check"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a new column comes with a CHECK that reads the whole table"
  static let documentation = """
    ADD COLUMN … CHECK looks at every row under ACCESS EXCLUSIVE, although each holds NULL or the same default. Add
    the column alone, then the CHECK with NOT VALID, then validate it in a later transaction group.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addColumn(let column)) = action, !step.isNew(table),
      let check = column.constraints.first(where: { $0.isCheck && !$0.isNotEnforced })
    else { return nil }
    return finding(
      context.severity(.error, on: table), at: step,
      "the CHECK of the new column \(column.name) reads all of \(context.described(table)) while reads and writes wait",
      because: "ADD COLUMN … CHECK holds ACCESS EXCLUSIVE until every row was looked at.",
      instead: "add the column alone; \(check.checkedLater(on: table))")
  }
}
