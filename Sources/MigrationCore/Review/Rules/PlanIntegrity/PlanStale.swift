/// `plan-stale`: the target is another schema than the plan was made for.
struct PlanStale: ReviewRule {
  static let id: RuleID = "plan-stale"
  static let category = RuleCategory.planIntegrity
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "the target is another schema than the plan was made for"
  static let documentation = """
    A plan carries the fingerprint of the schema that it was made for. Where the target differs by now, the statements may
    fail, or do something else than what was reviewed. Apply refuses it as well.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard context.isStale == true, let first = context.steps.first else { return [] }
    return [
      finding(
        at: first, "the target is another schema than the one that the plan was made for",
        because: "Its fingerprint differs: what was reviewed is not what would run.",
        instead: "make the plan again, and review what has changed")
    ]
  }
}
