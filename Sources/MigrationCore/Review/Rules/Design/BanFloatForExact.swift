/// `ban-float-for-exact`: a column for exact amounts is a binary fraction.
struct BanFloatForExact: ActionRule {
  static let id: RuleID = "ban-float-for-exact"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let options = [
    RuleOption(
      "words", .list(["amount", "balance", "cost", "fee", "price", "rate", "salary", "tax", "total"]),
      "words in the names of columns that hold exact values; empty for every column")
  ]
  static let summary = "a column for exact amounts is a binary fraction"
  static let documentation = """
    real and double precision cannot hold 0.1: sums differ by the order of their terms, and equality fails. For money,
    quantities and rates numeric is exact. The option words says which column names mean exact values; an empty list
    means every column.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let words = Set(context.list("words", of: Self.self))
    let columns = action.columnWords { column in
      column.isOne(of: ["float4", "float8"])
        && (words.isEmpty
          || column.name.text.lowercased().split(separator: "_").contains { words.contains(String($0)) })
    }
    guard let columns else { return nil }
    return finding(
      at: step, "\(columns): a binary fraction cannot hold exact decimal values",
      because: "Sums depend on the order of their terms, and 0.1 + 0.2 is not 0.3.", instead: "use numeric")
  }
}
