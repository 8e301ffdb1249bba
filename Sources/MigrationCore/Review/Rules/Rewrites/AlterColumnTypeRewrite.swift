/// `alter-column-type-rewrite`: a type change rewrites the table.
struct AlterColumnTypeRewrite: ActionRule {
  static let id: RuleID = "alter-column-type-rewrite"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a type change rewrites the table"
  static let documentation = """
    Most type changes write every row and every index of the table anew under ACCESS EXCLUSIVE; on a partitioned
    table that is all partitions in one transaction. Free are the widening of varchar, varbit, numeric precision,
    timestamp and interval precision, varchar to text, a domain to its base type, and few others; not so inside
    arrays, and never from one domain to another. Whether a change is free depends on the column's present type, so
    without a database the rule assumes the worst and says so. Statistics of the column are dropped: ANALYZE the
    table afterwards.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .alterColumnType(let column, let type, let conversion)) = action,
      !step.isNew(table)
    else { return nil }
    let below = step.facts.tablesAlone.contains(table) ? 0 : context.partitions(below: table).count
    let kind = context.isPartitioned(table) ? "partition" : "inheriting table"
    let all = below > 0 ? ", all \(Quantity.counted(below, kind)) in one transaction" : ""
    switch context.work(changing: column, of: table, to: type, by: conversion, at: step) {
    case .known(.alterTypeRewriting):
      return finding(
        context.severity(.error, on: table), at: step,
        "the new type of \(column) rewrites \(context.described(table)) and all its indexes\(all)",
        because: "ACCESS EXCLUSIVE is held until every row is written again: reads and writes wait.",
        instead: remedy(column, table, type))
    case .unknown(_, let what):
      return finding(
        at: step, "the new type of \(column) may rewrite \(context.described(table)); not checked: \(what)",
        because: "Most type changes write every row again while ACCESS EXCLUSIVE is held.",
        instead: remedy(column, table, type))
    case .known: return nil
    }
  }

  private func remedy(_ column: Identifier, _ table: QualifiedName, _ type: ColumnType) -> String {
    let new = Identifier("\(column)_new")
    let add: SQLText = "ALTER TABLE \(table) ADD COLUMN \(new) \(type.sql);"
    return "\(add) fill it in batches, keep both equal by a trigger, then swap their names"
  }
}
