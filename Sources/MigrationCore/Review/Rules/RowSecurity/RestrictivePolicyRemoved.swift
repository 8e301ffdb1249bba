/// `restrictive-policy-removed`: a restrictive policy is dropped and rows appear.
struct RestrictivePolicyRemoved: ActionRule {
  static let id: RuleID = "restrictive-policy-removed"
  static let category = RuleCategory.rowSecurity
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a restrictive policy is dropped and rows appear"
  static let documentation = """
    A restrictive policy is a condition on top of all others. Without it, every row that a permissive policy lets
    through is seen and changed, from the commit on. To replace it, drop and create it in one transaction, or use ALTER
    POLICY.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .drop(let object) = action, object.kind == .policy, let name = object.member else { return nil }
    let before = context.rowSecurity(of: object.name, before: step)
    guard before.isEnabled, let policy = before.policies.first(where: { $0.name == name }), !policy.isPermissive else {
      return nil
    }
    let atCommit = context.rowSecurity(of: object.name, afterGroupOf: step)
    if atCommit.policies.contains(where: { !$0.isPermissive && $0.covers(policy) }) { return nil }
    return finding(
      at: step, "the policy \(name) of \(object.name) no longer holds rows back",
      because:
        "\(policy.roles.map(\.words).joined(separator: ", ")) may \(policy.command.words) every row that a permissive policy lets through.",
      instead: "create its replacement in the same group, or use ALTER POLICY")
  }
}
