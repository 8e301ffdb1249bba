/// `expression-index-no-stats`: the planner knows nothing of an expression until the table is analysed.
struct ExpressionIndexNoStats: ReviewRule {
  static let id: RuleID = "expression-index-no-stats"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let summary = "the planner knows nothing of an expression until the table is analysed"
  static let documentation = """
    An index on an expression makes ANALYZE gather statistics of that expression, but the build itself does not. Until
    autovacuum comes the planner guesses how many rows match, and may not use the index. ANALYZE after the build.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    context.actionsBeforeAnalyze { action, step in
      guard case .createIndex(let index) = action, index.keys.contains(where: { $0.column == nil }),
        !step.isNew(index.table), !index.isOnly
      else { return nil }
      let analyze: SQLText = "ANALYZE \(index.table);"
      return (
        index.table,
        finding(
          at: step,
          "\(index.shownName) has an expression, of which \(context.described(index.table)) has no statistics",
          because: "The planner guesses how many rows match until the table is analysed.",
          instead: "\(analyze.text) after the build")
      )
    }
  }
}

extension ReviewContext {
  /// What is found about a table for which no `ANALYZE` follows.
  func actionsBeforeAnalyze(
    _ find: (StatementAction, ReviewedStep) -> (table: QualifiedName, finding: Finding)?
  ) -> [Finding] {
    var found: [(table: QualifiedName, finding: Finding)] = []
    for step in steps where step.step.directive == nil {
      for action in step.facts.actions {
        if let one = find(action, step) { found.append(one) }
        if let tables = action.analyzedTables {
          found.removeAll { tables.isEmpty || tables.contains($0.table) }
        }
      }
    }
    return found.map(\.finding)
  }
}

extension StatementAction {
  /// What `ANALYZE` reads: none stands for the whole database; nil for another statement.
  fileprivate var analyzedTables: [QualifiedName]? {
    if case .analyze(let tables) = self { tables } else { nil }
  }
}
