/// `add-column-volatile-default`: a new column with a volatile default rewrites the table.
struct AddColumnVolatileDefault: ActionRule {
  static let id: RuleID = "add-column-volatile-default"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a new column with a volatile default rewrites the table"
  static let documentation = """
    A constant or STABLE default (now(), current_user) is stored once and costs nothing. A VOLATILE one (random(),
    clock_timestamp(), gen_random_uuid(), nextval()) is computed for every existing row at once, so the table and
    its indexes are written again under ACCESS EXCLUSIVE. Whether a function is VOLATILE is asked of the target's
    catalog. Add the column without default, SET DEFAULT, fill the old rows in batches, then make it NOT NULL.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addColumn(let column)) = action, !step.isNew(table),
      let function = column.defaultFunctions.first(where: { context.isVolatile($0) == true })
        ?? column.defaultFunctions.first(where: { context.isVolatile($0) == nil })
    else { return nil }
    let isKnown = context.isVolatile(function) != nil
    return finding(
      context.severity(isKnown ? .error : .warning, on: table), at: step,
      isKnown
        ? "the default \(function)() of \(column.name) rewrites \(context.described(table))"
        : "the default \(function)() of \(column.name) may rewrite \(context.described(table)): volatility not checked",
      because: "A VOLATILE default is computed for every row while ACCESS EXCLUSIVE is held.",
      instead: "add the column without default, SET DEFAULT in a second step, then fill the old rows in batches")
  }
}
