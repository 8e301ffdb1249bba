/// `alter-column-type-rewrite`: a type change rewrites the table.
struct AlterColumnTypeRewrite: StepRule {
  static let id: RuleID = "alter-column-type-rewrite"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a type change rewrites the table"
  static let documentation = """
    Most type changes write every row and every index of the table anew under ACCESS EXCLUSIVE. Free are the widening of
    varchar, varbit, numeric precision, timestamp and interval precision, varchar to text, and few others. Whether a
    change is free depends on the column's present type, so without a database the rule assumes the worst and says so.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .alterTable(let table, .alterColumnType(let column, let type, let conversion)) = action,
        !step.isNew(table)
      else { return nil }
      switch context.work(changing: column, of: table, to: type, by: conversion, at: step) {
      case .known(.alterTypeRewriting):
        return finding(
          context.severity(.error, on: table), at: step,
          "the new type of \(column) rewrites \(context.described(table)) and all its indexes",
          because: "ACCESS EXCLUSIVE is held until every row is written again: reads and writes wait.",
          instead: Self.remedy)
      case .unknown(_, let what):
        return finding(
          at: step, "the new type of \(column) may rewrite \(context.described(table)); not checked: \(what)",
          because: "Most type changes write every row again while ACCESS EXCLUSIVE is held.", instead: Self.remedy)
      case .known: return nil
      }
    }
  }

  private static let remedy =
    "add a column of the new type, fill it in batches, keep both equal by a trigger, then swap their names"
}
