/// `drift-before-apply`: the target was changed past the ledger.
struct DriftBeforeApply: ReviewRule {
  static let id: RuleID = "drift-before-apply"
  static let category = RuleCategory.planIntegrity
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.ledger
  static let summary = "the target was changed past the ledger"
  static let documentation = """
    The ledger keeps how each change left the schema. What differs from that was done by hand, or by another tool: nobody
    reviewed it, other environments may not have it, and a plan made before may run into it. See what it is with
    `countersign status`, then take it as right (`status --adopt`), or plan its way back.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard let standing = context.recorded?.standing, let first = context.steps.first else { return [] }
    switch standing {
    case .neverRecorded, .asRecorded: return []
    case .drifted(let event, let objects):
      let what = objects.map { ": \(Quantity.listed($0))" } ?? "; not checked: in what, as no snapshot was kept"
      return [
        finding(
          at: first, "the target is not as \(event.words) left it\(what)",
          because: "Somebody changed it past the ledger; nobody reviewed that for this plan.",
          instead: "countersign status, then --adopt what is right or plan the way back")
      ]
    case .unfinished(let event, let isSamePlan):
      return [
        finding(
          isSamePlan ? .info : .error, at: first, "\(event.words) stopped part-way on the target",
          because: "What it did not get to is not there, and what it was about to do nobody knows.",
          instead: "apply --resume goes on with it, apply --abandon leaves the rest")
      ]
    }
  }
}
