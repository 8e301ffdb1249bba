/// `drop-owned`: all that a role owns is dropped, or changes hands.
struct DropOwned: ActionRule {
  static let id: RuleID = "drop-owned"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "all that a role owns is dropped, or changes hands"
  static let documentation = """
    DROP OWNED BY drops every object of this database that the role owns, and takes back what was granted to it;
    REASSIGN OWNED BY gives all of it to another role. Neither names an object, so no review can tell what it does.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .changeOwned(let roles, let isDropped, let isCascading) = action else { return nil }
    let owners = roles.map(\.text).joined(separator: ", ")
    let owned = context.current.flatMap(\.tables).filter { roles.contains($0.owner) }
    let known =
      context.current.isEmpty
      ? "what that is was not checked: no database"
      : "\(Quantity.counted(owned.count, "table")) of the plan's schemas among it"
    let verb = isDropped ? "drops" : "gives away"
    return finding(
      isDropped ? .error : .warning, at: step,
      "\(verb) everything that \(owners) owns in this database (\(known))\(isCascading ? ", and what depends on it" : "")",
      because: isDropped
        ? "Tables and their rows go that no statement names." : "Rights change on objects that no statement names.",
      instead: isDropped ? "drop the objects by name" : "ALTER … OWNER TO for each object by name")
  }
}
