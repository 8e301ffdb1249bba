/// `unique-over-nullable-columns`: UNIQUE accepts any number of rows with NULL.
struct UniqueOverNullableColumns: StepRule {
  static let id: RuleID = "unique-over-nullable-columns"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .info, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "UNIQUE accepts any number of rows with NULL"
  static let documentation = """
    NULL equals nothing, so UNIQUE over a nullable column lets the same values in again as soon as one of them is
    NULL. That is right for an optional value of one column and seldom meant with several. NULLS NOT DISTINCT
    (PostgreSQL 15 and later) or NOT NULL says otherwise. Partial indexes are left alone.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.flatMap { action -> [Finding] in
      var keys: [(QualifiedName, [Identifier])] = []
      for (table, added) in action.constraintsAdded where added.kind == .unique && !added.isNullsNotDistinct {
        keys.append((table, added.columns))
      }
      if case .createIndex(let index) = action, index.isUnique, !index.isPartial, !index.isNullsNotDistinct {
        keys.append((index.table, index.keys.compactMap(\.column)))
      }
      return keys.compactMap { table, columns in
        let state = context.finalState(of: table)
        let nullable = columns.filter { state?.columns[$0]?.isNotNull == false }
        guard !nullable.isEmpty else { return nil }
        let names = nullable.map(\.text).joined(separator: ", ")
        let knowsNulls = (context.live?.serverVersion ?? 150_000) >= 150_000
        return finding(
          .info, at: step, "\(table) may have the same values twice where \(names) is NULL",
          because: "NULL equals nothing, so UNIQUE does not look at such rows.",
          instead: knowsNulls
            ? "NULLS NOT DISTINCT, or make \(names) NOT NULL" : "make \(names) NOT NULL, if that is meant")
      }
    }
  }
}
