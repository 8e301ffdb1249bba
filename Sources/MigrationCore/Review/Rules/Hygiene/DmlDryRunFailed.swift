/// `dml-dry-run-failed`: the planner refuses a data change.
struct DmlDryRunFailed: StepRule {
  static let id: RuleID = "dml-dry-run-failed"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "the planner refuses a data change"
  static let documentation = """
    With `lint --probe` every UPDATE, DELETE, MERGE and INSERT on what the target has is explained there, in a read-only
    transaction and without running it: typing errors, missing rights and wrong types show at once. What an earlier step
    of the plan changes is not there yet, so a failure may be one of order only.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard let reason = context.live?.explainFailures[step.step.sql] else { return [] }
    let isCertain = step.position == 0
    return [
      finding(
        isCertain ? .error : .warning, at: step,
        isCertain ? "fails on the target: \(reason)" : "fails on the target as it is now: \(reason)",
        because: "EXPLAIN of the statement ends with this error.",
        instead: "correct it, or see which earlier step it relies on")
    ]
  }
}
