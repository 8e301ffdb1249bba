/// `trigger-function-unbounded`: a trigger's function changes every row of a table.
struct TriggerFunctionUnbounded: ActionRule {
  static let id: RuleID = "trigger-function-unbounded"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a trigger's function changes every row of a table"
  static let documentation = """
    A trigger runs its function for each row or each statement. An UPDATE or DELETE in it without WHERE goes over the
    whole table every time: one INSERT of 1,000 rows then changes the table 1,000 times. Restrict it to the rows that
    NEW or OLD concern. Only the body's text is read, not what EXECUTE runs.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createRoutine(let routine) = action, routine.isTriggerFunction,
      let change = routine.unboundedChanges.first
    else { return nil }
    return finding(
      at: step, "the trigger function \(routine.name) has an \(change.prefix { $0 != " " }) without WHERE: \(change)",
      because: "Every row that fires the trigger goes over the whole table.",
      instead: "add a WHERE over the rows that NEW or OLD concern")
  }
}
