/// `multiple-permissive-policies`: several permissive policies hold for one role and command.
struct MultiplePermissivePolicies: ActionRule {
  static let id: RuleID = "multiple-permissive-policies"
  static let category = RuleCategory.rowSecurity
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "several permissive policies hold for one role and command"
  static let documentation = """
    PostgreSQL evaluates each permissive policy that holds for the role and command and joins them by OR, for every row.
    One policy with the conditions joined is cheaper and easier to read.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createPolicy(let policy) = action, policy.isPermissive else { return nil }
    let state = context.rowSecurity(of: policy.table)
    guard state.policies.contains(where: { $0.name == policy.name }) else { return nil }
    let others = context.rowSecurity(of: policy.table, before: step).policies.filter { other in
      other.isPermissive && other.overlaps(policy) && state.policies.contains { $0.name == other.name }
    }
    guard !others.isEmpty else { return nil }
    return finding(
      at: step, "\(policy.name) and \(others.map(\.name).words) of \(policy.table) hold for the same role and command",
      because: "Each is evaluated for every row.", instead: "join their conditions by OR in one policy")
  }
}
