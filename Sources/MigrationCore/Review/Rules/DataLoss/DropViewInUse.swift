/// `drop-view-in-use`: a view is dropped under its readers.
struct DropViewInUse: ActionRule {
  static let id: RuleID = "drop-view-in-use"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a view is dropped under its readers"
  static let documentation = """
    Whoever reads the view fails from the commit on, and its rights and comments are gone. Where only its query changes,
    CREATE OR REPLACE VIEW keeps all of them. A view that the same plan makes again is left to
    drop-recreate-loses-attributes.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .drop(let object) = action, object.kind == .view, !step.isNew(object.name),
      context.live == nil || !object.hasGuard || context.relation(object.name) != nil,
      context.remaking(object, after: step) == nil
    else { return nil }
    let users = Set((context.relation(object.name)?.dependents ?? []).map(\.object)).sorted()
    let readers =
      users.isEmpty
      ? (context.live == nil ? "readers not checked: no database" : "nothing in the database depends on it")
      : "used by \(Quantity.listed(users.map(\.description)))"
    return finding(
      at: step, "drops the view \(object.name) (\(readers))",
      because: "Programs that read it fail as soon as the transaction commits.",
      instead: "give the new view a name of its own, move the readers, and drop this one in a later plan")
  }
}
