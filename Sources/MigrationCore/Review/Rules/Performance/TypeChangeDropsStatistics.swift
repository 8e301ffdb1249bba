/// `type-change-drops-statistics`: a column's statistics go with its type.
struct TypeChangeDropsStatistics: ReviewRule {
  static let id: RuleID = "type-change-drops-statistics"
  static let category = RuleCategory.performance
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a column's statistics go with its type"
  static let documentation = """
    ALTER COLUMN … TYPE removes what ANALYZE knew of the column, also where no row is written anew. Until autovacuum
    analyses the table the planner guesses, and queries that were fast may read the whole table. ANALYZE the column in
    the next transaction group.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    context.actionsBeforeAnalyze { action, step in
      guard case .alterTable(let table, .alterColumnType(let column, _, _)) = action, !step.isNew(table) else {
        return nil
      }
      let analyze: SQLText = "ANALYZE \(table) (\(column));"
      return (
        table,
        finding(
          context.severity(.warning, on: table), at: step,
          "the planner's statistics of \(column) in \(context.described(table)) are gone until it is analysed",
          because: "Without them it guesses how many rows match, and queries may read the whole table.",
          instead: "\(analyze.text) in the next transaction group")
      )
    }
  }
}
