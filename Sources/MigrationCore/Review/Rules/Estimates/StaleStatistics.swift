/// `stale-statistics`: the row count is a guess.
struct StaleStatistics: StepRule {
  static let id: RuleID = "stale-statistics"
  static let category = RuleCategory.estimate
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalog
  static let options = [
    RuleOption("changed", .number(20), "the share of changed rows, in percent, from which on it is told")
  ]
  static let summary = "the row count is a guess"
  static let documentation = """
    Rows and estimates come from the statistics of the last ANALYZE. A table that was never analysed, or that has changed
    much since, makes every number of the review a guess.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    let impact = context.impact(of: step)
    return impact.sizes.keys.sorted().compactMap { name in
      guard let relation = context.relation(name), relation.kind == .table, relation.size.totalBytes > 16 << 20 else {
        return nil
      }
      let remedy = SQLText("ANALYZE \(name);").text
      guard let rows = relation.size.rows else {
        return finding(
          at: step, "how many rows \(name) has is not known: it was never analysed",
          because: "Estimates need the statistics of an ANALYZE.", instead: remedy)
      }
      guard let changed = relation.use?.changedSinceAnalyze, rows > 0,
        changed * 100 > rows * Int64(context.number("changed", of: Self.self))
      else { return nil }
      return finding(
        at: step,
        "the row count of \(name) is a guess: \(Quantity.count(changed)) of \(Quantity.count(rows)) rows changed since the last ANALYZE",
        because: "Estimates need current statistics.", instead: remedy)
    }
  }
}
