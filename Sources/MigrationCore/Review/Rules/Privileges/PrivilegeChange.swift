/// `privilege-change`: a plan changes who may do what.
struct PrivilegeChange: ActionRule {
  static let id: RuleID = "privilege-change"
  static let category = RuleCategory.privilege
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a plan changes who may do what"
  static let documentation = """
    GRANT and REVOKE among table changes are easily overlooked, yet they change who sees and changes data; a REVOKE
    makes callers fail at once, and with CASCADE takes away what others granted on. Privileges of objects that the plan
    itself makes are part of making them and not found. Consider a plan of its own, which someone else approves.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    switch action {
    case .changePrivileges(let change):
      guard !isNew(change, at: step, in: context) else { return nil }
      return found(
        change.isGrant, "\(change.rightWords) on \(change.objectWords)", change.granteeWords, change.isCascading,
        at: step)
    case .changeDefaultPrivileges(let change):
      return found(
        change.isGrant, "\(change.rightWords) on future \(change.objects.lowercased())s", change.granteeWords,
        change.isCascading, at: step)
    case .changeMembership(let change):
      return found(
        change.isGrant, "the role \(change.roles.words)", change.members.map(\.words).joined(separator: ", "), false,
        at: step)
    default: return nil
    }
  }

  private func isNew(_ change: GrantChange, at step: ReviewedStep, in context: ReviewContext) -> Bool {
    if !change.relations.isEmpty { return change.relations.allSatisfy { step.isNew($0) } }
    return !change.others.isEmpty && change.others.allSatisfy { context.makesRoutineOrType($0, before: step) }
  }

  private func found(
    _ isGrant: Bool, _ what: String, _ grantees: String, _ isCascading: Bool, at step: ReviewedStep
  ) -> Finding {
    let cascade = isCascading ? ", and from whom they granted it to" : ""
    return finding(
      at: step, isGrant ? "grants \(what) to \(grantees)" : "revokes \(what) from \(grantees)\(cascade)",
      because: isGrant
        ? "Others see or change what they could not before."
        : "Programs that use the right fail from the next statement on.",
      instead: "have it approved by who answers for access, in a plan of its own if need be")
  }
}
