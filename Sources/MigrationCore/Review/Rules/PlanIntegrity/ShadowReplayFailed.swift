/// `shadow-replay-failed`: the plan fails on a copy of the schema.
struct ShadowReplayFailed: ReviewRule {
  static let id: RuleID = "shadow-replay-failed"
  static let category = RuleCategory.planIntegrity
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "the plan fails on a copy of the schema"
  static let documentation = """
    The rehearsal rebuilds the schema without rows in a scratch server and runs every step there. What fails on the copy
    fails on the target. Not looked at is what only rows can break; the data rules do that.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard let failure = context.rehearsalFailure, let step = context.steps.first(where: { $0.id == failure.step })
    else { return [] }
    return [
      finding(
        at: step, "fails on a copy of the schema: \(failure.message)",
        because: "The copy has the same objects as the target, without the rows.",
        instead: "correct the statement, or the order of the steps")
    ]
  }
}
