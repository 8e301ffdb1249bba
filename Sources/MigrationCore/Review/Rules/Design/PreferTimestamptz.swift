/// `prefer-timestamptz`: a column is a time without its zone.
struct PreferTimestamptz: ActionRule {
  static let id: RuleID = "prefer-timestamptz"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a column is a time without its zone"
  static let documentation = """
    timestamp stores what a clock somewhere showed: two sessions with different TimeZone settings store different values
    for the same moment, and an hour repeats every autumn. timestamptz stores the moment, in the same eight bytes.
    timetz cannot know whether summer time applies. To change the type later converts every row by the session's
    TimeZone.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let columns = action.columnWords({ $0.isOne(of: ["timestamp", "timetz"]) }) else { return nil }
    return finding(
      at: step, "\(columns): a time of which nobody knows when it was",
      because: "Without the zone the same value means different moments in different sessions.",
      instead: "use timestamptz; date or time where no moment is meant")
  }
}
