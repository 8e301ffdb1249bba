/// `policy-per-row-function`: a policy calls a function for every row that gives the same each time.
struct PolicyPerRowFunction: ActionRule {
  static let id: RuleID = "policy-per-row-function"
  static let category = RuleCategory.rowSecurity
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let summary = "a policy calls a function for every row that gives the same each time"
  static let documentation = """
    A function without anything of the row in its arguments, current_setting('app.user') or auth.uid(), is called once
    per row of the table when it stands in the policy by itself; a sub-select around it, (SELECT f()), is computed once
    per query. On large tables that is the difference between milliseconds and minutes. IMMUTABLE functions are computed
    once anyway.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let found: (name: Identifier, table: QualifiedName, conditions: [PolicyCondition?])
    switch action {
    case .createPolicy(let policy): found = (policy.name, policy.table, [policy.using, policy.check])
    case .alterPolicy(let change): found = (change.name, change.table, [change.using, change.check])
    default: return nil
    }
    guard let function = found.conditions.lazy.compactMap({ $0?.rowFunctions.first }).first else { return nil }
    return finding(
      at: step,
      "the policy \(found.name) calls \(function) for each row of \(step.isNew(found.table) ? "\(found.table)" : context.described(found.table))",
      because: "The result is the same for every row, and still computed for each.",
      instead: "write (SELECT \(function)(…)), which is computed once")
  }
}
