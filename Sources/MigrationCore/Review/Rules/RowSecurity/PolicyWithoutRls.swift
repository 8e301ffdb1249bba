/// `policy-without-rls`: a policy is created on a table without row-level security.
struct PolicyWithoutRls: ActionRule {
  static let id: RuleID = "policy-without-rls"
  static let category = RuleCategory.rowSecurity
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a policy is created on a table without row-level security"
  static let documentation = """
    A policy has no effect until ENABLE ROW LEVEL SECURITY: every role with rights on the table goes on seeing all rows,
    while the schema looks protected. A step of the plan that enables it counts.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createPolicy(let policy) = action else { return nil }
    let state = context.rowSecurity(of: policy.table)
    guard state.isComplete, !state.isEnabled, state.policies.contains(where: { $0.name == policy.name }) else {
      return nil
    }
    let enable: SQLText = "ALTER TABLE \(policy.table) ENABLE ROW LEVEL SECURITY;"
    return finding(
      at: step, "the policy \(policy.name) has no effect: \(policy.table) has no row-level security",
      because: "Every role with rights on the table sees all rows, and the schema looks protected.",
      instead: enable.text)
  }
}
