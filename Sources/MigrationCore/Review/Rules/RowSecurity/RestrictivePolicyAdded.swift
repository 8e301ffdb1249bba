/// `restrictive-policy-added`: a restrictive policy takes rows away.
struct RestrictivePolicyAdded: ActionRule {
  static let id: RuleID = "restrictive-policy-added"
  static let category = RuleCategory.rowSecurity
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a restrictive policy takes rows away"
  static let documentation = """
    Restrictive policies are joined by AND with everything else: rows that one does not let through disappear for its
    roles, and writes of them are refused, from the commit on. Try it as such a role, with SET ROLE, on a copy.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createPolicy(let policy) = action, !policy.isPermissive, !step.isNew(policy.table) else { return nil }
    let state = context.rowSecurity(of: policy.table, before: step)
    if state.isComplete, !state.isEnabled { return nil }
    return finding(
      at: step,
      "\(policy.roles.map(\.words).joined(separator: ", ")) may \(policy.command.words) only rows of \(policy.table) that \(policy.name) lets through too",
      because: "Other rows disappear, and writes of them fail, from the commit on.",
      instead: "try it on a copy, with SET ROLE")
  }
}
