/// `add-column-constrained-domain`: a new column of a constrained domain rewrites the table.
struct AddColumnConstrainedDomain: ActionRule {
  static let id: RuleID = "add-column-constrained-domain"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a new column of a constrained domain rewrites the table"
  static let documentation = """
    A domain with NOT NULL or a CHECK is checked for every existing row, even without a default, by writing the
    table again under ACCESS EXCLUSIVE. A domain without constraints costs nothing. Add a column of the base type,
    and the condition as a CHECK that is NOT VALID at first.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addColumn(let column)) = action, !step.isNew(table), !column.type.isArray,
      let base = context.baseOfConstrainedDomain(column.type, at: step)
    else { return nil }
    let add: SQLText = "ALTER TABLE \(table) ADD COLUMN \(column.name) \(base.sql);"
    return finding(
      context.severity(.error, on: table), at: step,
      "adding \(column.name) of the constrained domain \(column.type.name) rewrites \(context.described(table))",
      because: "Every row is written again while ACCESS EXCLUSIVE is held: reads and writes wait.",
      instead: "\(add) and the domain's condition as a CHECK that is NOT VALID at first")
  }
}
