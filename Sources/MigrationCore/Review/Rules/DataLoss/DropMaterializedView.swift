/// `drop-materialized-view`: a materialized view is dropped.
struct DropMaterializedView: StepRule {
  static let id: RuleID = "drop-materialized-view"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a materialized view is dropped"
  static let documentation = """
    Its rows have to be computed again, and its indexes, comments and grants are gone. Build the replacement beside it
    and rename.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .drop(let object) = action, object.kind == .materializedView, !step.isNew(object.name) else {
        return nil
      }
      return finding(
        at: step, "drops the materialized view \(context.described(object.name))",
        because: "Its rows have to be computed again; indexes, grants and comments on it are gone.",
        instead: "make the new one under another name, then swap the names")
    }
  }
}
