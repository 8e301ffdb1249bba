/// `comment-too-long`: a comment is longer than agreed.
struct CommentTooLong: ActionRule {
  static let id: RuleID = "comment-too-long"
  static let category = RuleCategory.limit
  static let severities = RuleSeverities(relaxed: nil, strict: nil)
  static let options = [RuleOption("characters", .number(255), "how long a comment may be")]
  static let summary = "a comment is longer than agreed"
  static let documentation = """
    A house rule on the length of comments; PostgreSQL has no limit. It is off in both rulesets.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let limit = context.number("characters", of: Self.self)
    guard case .comment(_, let text?) = action, text.count > limit else { return nil }
    return finding(
      at: step, "the comment has \(text.count) characters, \(limit) are allowed",
      because: "Tools that show comments cut them off.", instead: "shorten it")
  }
}
