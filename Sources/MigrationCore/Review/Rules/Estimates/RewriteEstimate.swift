/// `rewrite-estimate`: how long a table rewrite stops reads and writes.
struct RewriteEstimate: StepRule {
  static let id: RuleID = "rewrite-estimate"
  static let category = RuleCategory.estimate
  static let severities = RuleSeverities(relaxed: nil, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let options = RuleOption.largeTable
  static let summary = "how long a table rewrite stops reads and writes"
  static let documentation = """
    The heap and every index are written again while ACCESS EXCLUSIVE is held. The band goes from a fast idle machine to
    slow shared storage.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    context.estimates(of: step).compactMap { estimate in
      guard estimate.work == .rewrite, context.isLarge(estimate.size, for: Self.self) else { return nil }
      return finding(
        at: step, "rewrites \(context.described(estimate.relation)): \(estimate.words) with reads and writes stopped",
        because: estimate.arithmetic,
        instead: "add what is new beside the old, fill it in batches, then swap; or a window of that length")
    }
  }
}
