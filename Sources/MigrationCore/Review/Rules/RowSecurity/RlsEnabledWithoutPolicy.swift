/// `rls-enabled-without-policy`: row-level security without a policy hides every row.
struct RlsEnabledWithoutPolicy: StepRule {
  static let id: RuleID = "rls-enabled-without-policy"
  static let category = RuleCategory.rowSecurity
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "row-level security without a policy hides every row"
  static let documentation = """
    With row-level security on and no policy, roles that are neither owner nor BYPASSRLS see no row and change none,
    from the commit on. Create the policies first, in the same transaction. Looked at are the policies that the table
    has when the plan has run; policies that a later transaction group creates come too late for the time in between.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .alterTable(let table, .changeRowSecurity(.enable)) = action else { return nil }
      let state = context.rowSecurity(of: table)
      guard state.isEnabled, !context.rowSecurity(of: table, before: step).isEnabled else { return nil }
      let atCommit = context.rowSecurity(of: table, afterGroupOf: step)
      guard atCommit.policies.isEmpty else { return nil }
      let create: SQLText = "CREATE POLICY … ON \(table) USING (…);"
      if let later = state.policies.first {
        return finding(
          step.isNew(table) ? .info : .error, at: step,
          "no role but its owner sees rows of \(table) until a later group creates the policy \(later.name)",
          because: "Between the two commits there is row-level security and no policy.",
          instead: "create the policy in group \(step.id.group), before ENABLE ROW LEVEL SECURITY")
      }
      guard state.isComplete else {
        return finding(
          .warning, at: step,
          "no role but its owner sees rows of \(table), unless it has policies (not checked: no database)",
          because: "Row-level security without a policy lets nothing through.", instead: create.text)
      }
      return finding(
        at: step,
        "no role but its owner sees rows of \(step.isNew(table) ? "\(table)" : context.described(table)) any more",
        because: "Row-level security without a policy lets nothing through.",
        instead: "in the same group, before it: \(create.text)")
    }
  }
}
