/// `json-type-used`: a column is of type json.
struct JsonTypeUsed: ActionRule {
  static let id: RuleID = "json-type-used"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a column is of type json"
  static let documentation = """
    The type json has no equality operator: SELECT DISTINCT, UNION and GROUP BY over the whole row fail as soon as the
    table has such a column, also in queries that worked before. It keeps the text and parses it at every access. jsonb
    has operators and indexes; json is right only where white space, key order or repeated keys must be kept.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let columns = action.columnWords({ $0.isOne(of: ["json"]) }) else { return nil }
    return finding(
      at: step, "\(columns): json has no equality operator",
      because: "SELECT DISTINCT, UNION and GROUP BY that include the column fail, and each access parses the text.",
      instead: "use jsonb")
  }
}
