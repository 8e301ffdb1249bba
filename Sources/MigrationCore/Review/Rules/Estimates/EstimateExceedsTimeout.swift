/// `estimate-exceeds-timeout`: a step is canceled before it can be done.
struct EstimateExceedsTimeout: StepRule {
  static let id: RuleID = "estimate-exceeds-timeout"
  static let category = RuleCategory.estimate
  static let severities = RuleSeverities(relaxed: .info, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "a step is canceled before it can be done"
  static let documentation = """
    statement_timeout counts the whole statement, waits included. A step that takes longer is rolled back and has held its
    locks for nothing; a concurrent index build leaves an invalid index behind.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard let setting = context.live?.settings["statement_timeout"].flatMap({ Double($0) }), setting > 0 else {
      return []
    }
    let limit = setting / 1000
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
