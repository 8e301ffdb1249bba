/// `ban-char-type`: a column is char(n), or longer than allowed.
struct BanCharType: ActionRule {
  static let id: RuleID = "ban-char-type"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let options = [
    RuleOption("max_length", .number(0), "the longest varchar(n) that is allowed; 0 allows any")
  ]
  static let summary = "a column is char(n), or longer than allowed"
  static let documentation = """
    char(n) is padded with spaces that count for length and storage, are ignored in comparison and vanish in a cast to
    text; it is never faster than text, and to change n rewrites the table. Write text or varchar. The one-byte internal
    type "char" is something else and not meant. With the option max_length a longer varchar(n) is found too; 0 allows
    any.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    if let columns = action.columnWords({ $0.isOne(of: ["bpchar"]) }) {
      return finding(
        at: step, "\(columns): char(n) is padded with spaces",
        because: "The padding is stored, compared in surprising ways, and to change the length rewrites the table.",
        instead: "use text")
    }
    let longest = context.number("max_length", of: Self.self)
    let columns = action.columnWords {
      $0.isOne(of: ["varchar"]) && longest > 0 && ($0.type.modifiers.first ?? 0) > longest
    }
    guard let columns else { return nil }
    return finding(
      at: step, "\(columns): longer than varchar(\(longest))", because: "Longer values are not wanted here.",
      instead: "use text where values may be longer")
  }
}
