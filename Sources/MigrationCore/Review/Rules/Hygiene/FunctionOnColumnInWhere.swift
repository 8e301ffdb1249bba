/// `function-on-column-in-where`: a condition compares a column after a function or arithmetic.
struct FunctionOnColumnInWhere: StepRule {
  static let id: RuleID = "function-on-column-in-where"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a condition compares a column after a function or arithmetic"
  static let documentation = """
    An index over a column does not help a condition on lower(column) or column + 1: every row is read, and in an UPDATE
    or DELETE the row locks are held for that much longer. Move the work to the other side, or index the expression.
    Where the target has an index over an expression of the table, nothing is said.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.queries.compactMap { query in
      guard case .change(let table) = query.use, !query.computedColumns.isEmpty, !step.isNew(table),
        !context.isSmall(table), !hasExpressionIndex(table, in: context)
      else { return nil }
      return finding(
        at: step,
        "the condition on \(context.described(table)) computes with \(query.computedColumns.map(\.text).joined(separator: ", ")) before it compares",
        because: "An index over the column cannot be used, so every row is read.",
        instead: "compare the column itself, or index the expression")
    }
  }

  private func hasExpressionIndex(_ table: QualifiedName, in context: ReviewContext) -> Bool {
    context.table(table)?.indexes.contains { $0.keys.contains { $0.column == nil } } ?? false
  }
}
