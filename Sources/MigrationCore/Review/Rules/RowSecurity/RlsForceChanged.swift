/// `rls-force-changed`: the table's owner begins or stops to be held by its policies.
struct RlsForceChanged: ActionRule {
  static let id: RuleID = "rls-force-changed"
  static let category = RuleCategory.rowSecurity
  static let severities = RuleSeverities(relaxed: .warning, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "the table's owner begins or stops to be held by its policies"
  static let documentation = """
    Policies do not hold the table's owner unless FORCE ROW LEVEL SECURITY is set. An application that logs in as the
    owner is filtered, or stops to be filtered, from the commit on; so are foreign key checks and dumps that run as the
    owner.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .changeRowSecurity(let change)) = action, !step.isNew(table) else { return nil }
    let owner = context.owner(of: table).map { " \($0)" } ?? ""
    switch change {
    case .enable, .disable: return nil
    case .force:
      return finding(
        at: step, "the owner\(owner) of \(table) sees only what its policies let through",
        because: "Whatever runs as the owner, an application, a dump or a job, loses rows or fails.",
        instead: "see as which role each program logs in, and give those that need it a policy")
    case .noForce:
      return finding(
        at: step, "the policies of \(table) do not hold its owner\(owner) any more",
        because: "Whatever runs as the owner sees and changes every row.",
        instead: "make sure that no program logs in as the owner")
    }
  }
}
