/// `policy-always-true`: a policy's condition is always true.
struct PolicyAlwaysTrue: ActionRule {
  static let id: RuleID = "policy-always-true"
  static let category = RuleCategory.rowSecurity
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let options = [
    RuleOption("roles", .list(["postgres", "admin", "service_role"]), "roles that may see and write everything")
  ]
  static let summary = "a policy's condition is always true"
  static let documentation = """
    USING (true) lets every row through, for all roles that the policy names: row-level security is on, and protects
    nothing. WITH CHECK (true) lets them write any row. A RESTRICTIVE policy that is always true does nothing. A policy
    FOR SELECT for everybody may be meant, for public reading; say so and accept the finding. Policies for roles of
    administration, listed in the option roles, are not found.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let found: (name: Identifier, table: QualifiedName, roles: [Grantee], clause: String)
    switch action {
    case .createPolicy(let policy):
      guard let clause = Self.clause(policy.using, policy.check) else { return nil }
      found = (policy.name, policy.table, policy.roles, clause)
    case .alterPolicy(let change):
      guard let clause = Self.clause(change.using, change.check) else { return nil }
      let roles = context.rowSecurity(of: change.table).policies.first { $0.name == change.name }?.roles
      found = (change.name, change.table, roles ?? change.roles ?? [], clause)
    default: return nil
    }
    let exempt = Set(context.list("roles", of: Self.self).map { Grantee.role(Identifier($0)) })
    if !found.roles.isEmpty, exempt.isSuperset(of: found.roles) { return nil }
    return finding(
      at: step, "the policy \(found.name) lets every row of \(found.table) through: \(found.clause)",
      because: "Row-level security is on in name only for \(found.roles.map(\.words).joined(separator: ", ")).",
      instead: "give it a condition on the row, or name the roles that may see everything")
  }

  private static func clause(_ using: PolicyCondition?, _ check: PolicyCondition?) -> String? {
    if using?.isAlwaysTrue == true { return "USING (true)" }
    return check?.isAlwaysTrue == true ? "WITH CHECK (true)" : nil
  }
}
