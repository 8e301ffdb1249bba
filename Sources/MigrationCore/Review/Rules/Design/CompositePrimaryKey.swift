/// `composite-primary-key`: a primary key has many columns.
struct CompositePrimaryKey: ActionRule {
  static let id: RuleID = "composite-primary-key"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: nil, strict: nil)
  static let options = [
    RuleOption("max_columns", .number(2), "how many columns a primary key may have")
  ]
  static let summary = "a primary key has many columns"
  static let documentation = """
    House policy only: each foreign key and each index entry of the key repeats all its columns. The option max_columns
    says how many are allowed. For tables that only link two others a key of both is right.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let (table, constraints) = action.addedConstraints,
      let key = constraints.first(where: { $0.kind == .primaryKey }),
      key.columns.count > context.number("max_columns", of: Self.self)
    else { return nil }
    return finding(
      at: step, "the primary key of \(table) has \(key.columns.count) columns",
      because: "Every foreign key to it and every index entry repeats them all.",
      instead: "a key of one column, and UNIQUE (\(key.columns.words))")
  }
}
