/// `prefer-text-over-varchar`: a column is varchar with a length.
struct PreferTextOverVarchar: ActionRule {
  static let id: RuleID = "prefer-text-over-varchar"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let summary = "a column is varchar with a length"
  static let documentation = """
    varchar(n) is no faster than text. The limit is part of the type: to lower it, or to give text one, rewrites or
    checks the table, and views on the column stand in the way of any change; widening it is free for a plain column.
    text with a CHECK on the length can be changed with NOT VALID.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let columns = action.columnWords { $0.isOne(of: ["varchar"]) && !$0.type.modifiers.isEmpty }
    guard let columns else { return nil }
    return finding(
      at: step, "\(columns): the limit is part of the type",
      because:
        "To change it needs ACCESS EXCLUSIVE and fails while a view uses the column; lowering it rewrites the table.",
      instead: "use text, with CHECK (length(column) <= n) where a limit is needed")
  }
}
