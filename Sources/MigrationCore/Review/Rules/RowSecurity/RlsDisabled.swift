/// `rls-disabled`: row-level security is switched off.
struct RlsDisabled: ActionRule {
  static let id: RuleID = "rls-disabled"
  static let category = RuleCategory.rowSecurity
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "row-level security is switched off"
  static let documentation = """
    DISABLE ROW LEVEL SECURITY keeps the policies and stops applying them: whoever has SELECT on the table sees every
    row at once. It takes ACCESS EXCLUSIVE for a moment. Where one role has to see everything give it a policy of its
    own, or BYPASSRLS.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .changeRowSecurity(.disable)) = action, !step.isNew(table) else { return nil }
    let state = context.rowSecurity(of: table, before: step)
    if state.isComplete, !state.isEnabled { return nil }
    let policies = state.policies.isEmpty ? "" : ": \(state.policies.map(\.name).words) no longer applied"
    return finding(
      at: step, "every role with rights on \(context.described(table)) sees all its rows\(policies)",
      because: "No policy is applied any more, from the commit on.",
      instead: "give the role that has to see everything a policy of its own")
  }
}
