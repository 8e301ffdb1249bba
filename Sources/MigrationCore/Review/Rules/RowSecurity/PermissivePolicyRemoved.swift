/// `permissive-policy-removed`: a permissive policy is dropped and rows disappear.
struct PermissivePolicyRemoved: ActionRule {
  static let id: RuleID = "permissive-policy-removed"
  static let category = RuleCategory.rowSecurity
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a permissive policy is dropped and rows disappear"
  static let documentation = """
    Rows that only this policy let through are gone for its roles from the commit on; without any other permissive
    policy for a command nothing is let through. To replace a policy, drop and create it in one transaction, or use
    ALTER POLICY.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .drop(let object) = action, object.kind == .policy, let name = object.member else { return nil }
    let before = context.rowSecurity(of: object.name, before: step)
    guard before.isEnabled, let policy = before.policies.first(where: { $0.name == name }), policy.isPermissive else {
      return nil
    }
    let atCommit = context.rowSecurity(of: object.name, afterGroupOf: step)
    if !atCommit.isEnabled || atCommit.policies.contains(where: { $0.isPermissive && $0.covers(policy) }) { return nil }
    let left = context.rowSecurity(of: object.name).policies.filter(\.isPermissive)
    let rest = left.isEmpty ? "no permissive policy is left" : "left are \(left.map(\.name).words)"
    return finding(
      at: step, "the policy \(name) of \(object.name) no longer lets rows through; \(rest)",
      because: "Rows that only it let through are gone for \(policy.roles.map(\.words).joined(separator: ", ")).",
      instead: "create its replacement in the same group, or use ALTER POLICY")
  }
}
