/// `ban-money-type`: a column is of type money.
struct BanMoneyType: ActionRule {
  static let id: RuleID = "ban-money-type"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a column is of type money"
  static let documentation = """
    money is printed and read by the setting lc_monetary: the same stored number is $10.00 in one session and something
    else after a restore with another setting, and the currency is nowhere stored. Division rounds to cents. Use numeric
    with a column for the currency.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let columns = action.columnWords({ $0.isOne(of: ["money"]) }) else { return nil }
    return finding(
      at: step, "\(columns): money depends on the session's lc_monetary",
      because: "The same value is read as another amount under another locale, and the currency is not stored.",
      instead: "use numeric, and a column for the currency")
  }
}
