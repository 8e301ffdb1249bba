/// `policy-altered`: a policy gets another condition or other roles.
struct PolicyAltered: ActionRule {
  static let id: RuleID = "policy-altered"
  static let category = RuleCategory.rowSecurity
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a policy gets another condition or other roles"
  static let documentation = """
    ALTER POLICY replaces USING, WITH CHECK or the roles at once; it takes ACCESS EXCLUSIVE for a moment. Access can
    widen or shrink, and the text of a condition does not always show which. Read the old and the new one side by side;
    someone else should too.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterPolicy(let change) = action, change.newName == nil, !step.isNew(change.table) else { return nil }
    let old = context.table(change.table)?.policies.first { $0.name == change.name }
    var parts: [String] = []
    if change.using != nil { parts.append("USING\(old?.using.map { " (was \($0.text))" } ?? "")") }
    if change.check != nil { parts.append("WITH CHECK\(old?.withCheck.map { " (was \($0.text))" } ?? "")") }
    if change.roles != nil {
      parts.append("roles\(old.map { " (were \($0.roles.map(\.words).joined(separator: ", ")))" } ?? "")")
    }
    return finding(
      at: step, "the policy \(change.name) of \(change.table) gets other \(parts.joined(separator: ", "))",
      because: "Rows appear or disappear for its roles from the commit on.",
      instead: "compare both conditions, and try them on a copy with SET ROLE")
  }
}
