/// `set-access-method`: a table is written again by another access method.
struct SetAccessMethod: ActionRule {
  static let id: RuleID = "set-access-method"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a table is written again by another access method"
  static let documentation = """
    SET ACCESS METHOD (PostgreSQL 15 and later) writes the table and its indexes again under ACCESS EXCLUSIVE. On a
    partitioned table (17 and later) it is only the choice for partitions to come.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .setAccessMethod(let method)) = action, !step.isNew(table),
      context.relation(table)?.kind != .partitionedTable
    else { return nil }
    if let method, let known = context.table(table)?.accessMethod, known == method { return nil }
    return finding(
      context.severity(.error, on: table), at: step,
      "SET ACCESS METHOD \(method?.text ?? "DEFAULT") rewrites \(context.described(table)) and all its indexes",
      because: "ACCESS EXCLUSIVE is held until every row is written again: reads and writes wait.",
      instead:
        "make a new table with this access method, fill it in batches, keep both equal by a trigger, then swap their names"
    )
  }
}
