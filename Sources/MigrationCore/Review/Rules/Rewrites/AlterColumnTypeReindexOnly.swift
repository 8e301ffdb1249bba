/// `alter-column-type-reindex-only`: a type change rebuilds the indexes of a column.
struct AlterColumnTypeReindexOnly: StepRule {
  static let id: RuleID = "alter-column-type-reindex-only"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a type change rebuilds the indexes of a column"
  static let documentation = """
    timestamp to timestamptz in UTC and integer to oid keep the rows, but the indexes on the column are built anew under
    ACCESS EXCLUSIVE.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .alterTable(let table, .alterColumnType(let column, let type, let conversion)) = action,
        !step.isNew(table),
        context.work(changing: column, of: table, to: type, by: conversion, at: step)
          == .known(.alterTypeRebuildingIndexes)
      else { return nil }
      return finding(
        context.severity(.error, on: table), at: step,
        "the new type of \(column) rebuilds its indexes on \(context.described(table))",
        because: "ACCESS EXCLUSIVE is held until the indexes are built: reads and writes wait.",
        instead: "drop the indexes concurrently first and build them concurrently afterwards")
    }
  }
}
