/// `view-replace-access-exclusive`: a view that changes makes its readers wait.
struct ViewReplaceAccessExclusive: ActionRule {
  static let id: RuleID = "view-replace-access-exclusive"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a view that changes makes its readers wait"
  static let documentation = """
    CREATE OR REPLACE VIEW of a view that is there, and ALTER VIEW, take ACCESS EXCLUSIVE on the view and ACCESS SHARE on
    what it reads. It is over at once, but waits for every query that uses the view, and later ones queue behind it. A
    new view under a new name, and the old one dropped later, makes nobody wait.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let name: QualifiedName
    if case .alterView(let view) = action {
      name = view
    } else if case .createView(let view) = action, view.isReplacing, !context.isGone(view.name, before: step) {
      name = view.name
    } else {
      return nil
    }
    guard !step.isNew(name) else { return nil }
    let known = context.live.map { $0.relations[name] != nil }
    if known == false { return nil }
    let users = Set((context.relation(name)?.dependents ?? []).map(\.object)).count
    let used = users > 0 ? ", used by \(Quantity.counted(users, "object"))" : ""
    return finding(
      at: step,
      known == nil
        ? "queries on \(name) queue behind the change; not checked: whether it is there, for want of a database"
        : "queries on \(name)\(used) queue behind the change",
      because: "ACCESS EXCLUSIVE on the view waits for every query that uses it.",
      instead: "a short lock_timeout, or a view of another name")
  }
}
