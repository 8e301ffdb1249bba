/// `add-column-default-old-server`: a new column with a default rewrites the table on an old server.
struct AddColumnDefaultOldServer: ActionRule {
  static let id: RuleID = "add-column-default-old-server"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: nil, strict: nil)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a new column with a default rewrites the table on an old server"
  static let documentation = """
    PostgreSQL 10 and earlier write every row again for ADD COLUMN … DEFAULT, whatever the default. Since 11 a
    constant or STABLE default is stored once and costs nothing, so the rule is off unless a policy switches it on,
    and it finds something on a target before 11 only.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addColumn(let column)) = action, !step.isNew(table), column.hasDefault,
      let live = context.live, live.serverVersion < 110_000
    else { return nil }
    return finding(
      context.severity(.error, on: table), at: step,
      "the default of \(column.name) rewrites \(context.described(table)): the server is older than 11",
      because: "Every row is written again while ACCESS EXCLUSIVE is held: reads and writes wait.",
      instead: "add the column without default, SET DEFAULT in a second step, then fill the old rows in batches")
  }
}
