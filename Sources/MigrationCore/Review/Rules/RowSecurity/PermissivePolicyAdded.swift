/// `permissive-policy-added`: a permissive policy lets more rows through.
struct PermissivePolicyAdded: ActionRule {
  static let id: RuleID = "permissive-policy-added"
  static let category = RuleCategory.rowSecurity
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a permissive policy lets more rows through"
  static let documentation = """
    Permissive policies are joined by OR: each one more widens what its roles may see or change. The first for a role
    and command is what opens the table at all; a policy on a table that the plan creates, or that gets its row-level
    security in it, is part of that. To narrow access make it RESTRICTIVE or alter a policy there is.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createPolicy(let policy) = action, policy.isPermissive, !step.isNew(policy.table) else { return nil }
    let state = context.rowSecurity(of: policy.table, before: step)
    if state.isComplete, !state.isEnabled { return nil }
    if replacesPolicy(policy, before: step, in: context) { return nil }
    let others = state.policies.filter { $0.isPermissive && $0.overlaps(policy) }.map(\.name)
    let beside = others.isEmpty ? "" : " beside \(others.words)"
    return finding(
      at: step,
      "\(policy.roles.map(\.words).joined(separator: ", ")) may \(policy.command.words) more rows of \(policy.table)\(beside)",
      because: "Permissive policies are joined by OR: a row that any of them lets through is let through.",
      instead: "AS RESTRICTIVE to narrow access, or alter the policy there is")
  }

  /// Whether the plan dropped a permissive policy of that name before, so that it is made anew.
  private func replacesPolicy(_ policy: CreatedPolicy, before step: ReviewedStep, in context: ReviewContext) -> Bool {
    context.steps(naming: policy.table).lazy.filter { $0.id < step.id }.flatMap(\.facts.actions).contains { action in
      guard case .drop(let object) = action else { return false }
      return object.kind == .policy && object.name == policy.table && object.member == policy.name
    }
  }
}
