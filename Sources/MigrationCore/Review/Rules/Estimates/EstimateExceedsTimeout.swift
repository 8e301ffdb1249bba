/// `estimate-exceeds-timeout`: a step is canceled before it can be done.
struct EstimateExceedsTimeout: ReviewRule {
  static let id: RuleID = "estimate-exceeds-timeout"
  static let category = RuleCategory.estimate
  static let severities = RuleSeverities(relaxed: .info, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "a step is canceled before it can be done"
  static let documentation = """
    statement_timeout counts the whole statement, waits included. A step that takes longer is rolled back and has held its
    locks for nothing; a concurrent index build leaves an invalid index behind.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    let timeouts = context.timeouts("statement_timeout")
    return context.steps.flatMap { findings(for: $0, under: timeouts[$0.id], in: context) }
  }

  private func findings(
    for step: ReviewedStep, under timeout: TimeoutInEffect?, in context: ReviewContext
  ) -> [Finding] {
    let limit = (timeout?.milliseconds ?? 0) / 1_000
    guard limit > 0 else { return [] }
    return context.estimates(of: step).compactMap { estimate in
      guard estimate.seconds.upperBound > limit else { return nil }
      let isCertain = estimate.seconds.lowerBound > limit
      return finding(
        isCertain ? .error : .warning, at: step,
        "\(isCertain ? "takes" : "may take") \(estimate.words) on \(context.described(estimate.relation)), and statement_timeout is \(Quantity.duration(limit))",
        because: estimate.arithmetic, instead: "SET statement_timeout = 0 for this step, or split it")
    }
  }
}
