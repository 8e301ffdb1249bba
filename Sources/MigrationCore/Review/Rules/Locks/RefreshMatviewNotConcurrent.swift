/// `refresh-matview-not-concurrent`: a refresh makes readers wait.
struct RefreshMatviewNotConcurrent: StepRule {
  static let id: RuleID = "refresh-matview-not-concurrent"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a refresh makes readers wait"
  static let documentation = """
    REFRESH MATERIALIZED VIEW holds ACCESS EXCLUSIVE on the view while its query runs. CONCURRENTLY lets readers
    through; it needs a unique index without a condition on the view.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .refreshMaterializedView(let name, isConcurrent: false, _) = action, !step.isNew(name) else {
        return nil
      }
      let concurrently: SQLText = "REFRESH MATERIALIZED VIEW CONCURRENTLY \(name);"
      return finding(
        at: step, "reads of \(context.described(name)) wait while its query runs",
        because: "REFRESH MATERIALIZED VIEW holds ACCESS EXCLUSIVE on the view until it is filled.",
        instead: concurrently.text)
    }
  }
}
