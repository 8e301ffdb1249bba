/// `timestamp-precision-zero`: a timestamp is rounded to seconds.
struct TimestampPrecisionZero: ActionRule {
  static let id: RuleID = "timestamp-precision-zero"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: .info, strict: .info)
  static let summary = "a timestamp is rounded to seconds"
  static let documentation = """
    timestamp(0) and timestamptz(0) round, they do not cut: what happens at 12:00:00.7 is stored as 12:00:01, in the
    future. Store the full precision and cut with date_trunc where it is shown.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let columns = action.columnWords({ $0.isOne(of: ["timestamp", "timestamptz"]) && $0.type.modifiers == [0] })
    else { return nil }
    return finding(
      at: step, "\(columns): values are rounded to the nearest second, up as well",
      because: "A moment in the second half of a second is stored as one that has not come yet.",
      instead: "use timestamptz, and date_trunc('second', …) where it is shown")
  }
}
