/// `non-linear-history`: the plan is older than what ran last, or ran already.
struct NonLinearHistory: ReviewRule {
  static let id: RuleID = "non-linear-history"
  static let category = RuleCategory.planIntegrity
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.ledger
  static let summary = "the plan is older than what ran last, or ran already"
  static let documentation = """
    A plan leads from one schema to the next. One that was made before the last recorded change of its target does not
    know of that change, and one that ran already does its work twice. Where the target's fingerprint is still the plan's
    it is a remark: the change between has left the schema as it was.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard let recorded = context.recorded, let first = context.steps.first else { return [] }
    let limit: Severity = context.isStale == false ? .info : .error
    if let run = recorded.sameRun {
      return [
        finding(
          limit, at: first, "\(run.words) ran this very plan here",
          because: "It leads from a schema that the target has left behind.",
          instead: "make a plan for what is left to do")
      ]
    }
    guard let last = recorded.standing.event,
      let age = RecordedTime.milliseconds(from: context.createdAt, to: last.at), age > 0
    else { return [] }
    return [
      finding(
        limit, at: first, "made at \(RecordedTime.short(context.createdAt)), before \(last.words) of the same target",
        because: "It does not know of what came between.", instead: "make the plan again")
    ]
  }
}
