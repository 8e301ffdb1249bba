/// `alter-column-type-reindex-only`: a type change rebuilds the indexes of a column.
struct AlterColumnTypeReindexOnly: ActionRule {
  static let id: RuleID = "alter-column-type-reindex-only"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "a type change rebuilds the indexes of a column"
  static let documentation = """
    Another collation, timestamp to timestamptz in UTC and integer to oid keep the rows, but the indexes on the
    column are built anew under ACCESS EXCLUSIVE. A wider varchar keeps plain indexes too, but not those on an
    expression of the column. A column without indexes is changed at once.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .alterColumnType(let column, let type, let conversion)) = action,
      !step.isNew(table),
      context.work(changing: column, of: table, to: type, by: conversion, at: step)
        == .known(.alterTypeRebuildingIndexes)
    else { return nil }
    let state = context.state(of: table, before: step)
    let indexes = state?.indexes.filter { $0.columns.contains(column) || $0.columns.contains(nil) } ?? []
    if let state, state.isComplete, indexes.isEmpty { return nil }
    let names = indexes.compactMap(\.name).map(\.text).joined(separator: ", ")
    return finding(
      context.severity(.error, on: table), at: step,
      "the new type of \(column) rebuilds its indexes\(names.isEmpty ? "" : " (\(names))") on \(context.described(table))",
      because: "ACCESS EXCLUSIVE is held until the indexes are built: reads and writes wait.",
      instead: "drop the indexes concurrently first and build them concurrently afterwards")
  }
}
