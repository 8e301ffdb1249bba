/// `affected-rows-limit`: one statement changes many rows.
struct AffectedRowsLimit: ActionRule {
  static let id: RuleID = "affected-rows-limit"
  static let category = RuleCategory.limit
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let options = [RuleOption("rows", .number(10_000), "how many rows one statement may change")]
  static let summary = "one statement changes many rows"
  static let documentation = """
    Each row that UPDATE, DELETE or MERGE changes is locked until the commit, leaves a dead row behind and is written to
    the WAL. Above a limit go in batches of 1,000 to 10,000 by primary key with a pause between them. The number of rows
    is the planner's where the statement was explained; without that, a statement with a condition is not judged, and
    one without counts as the whole table.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let live = context.live else { return nil }
    let limit = Int64(context.number("rows", of: Self.self))
    let rows: ChangedRows
    switch action {
    case .update(let changed), .delete(let changed), .merge(let changed): rows = changed
    default: return nil
    }
    guard !step.isNew(rows.table) else { return nil }
    let explained = live.explainedRows[step.step.sql]
    let all = context.meansEveryRow(rows) ? context.relation(rows.table)?.size.rows : nil
    guard let count = explained ?? all, count > limit else { return nil }
    return finding(
      at: step,
      "changes about \(Quantity.count(count)) rows of \(context.described(rows.table)) in one statement, \(Quantity.count(limit)) are allowed",
      because: "All of them are locked until the commit, and each leaves a dead row behind.",
      instead: "batches of 1,000 to 10,000 rows by primary key, each in a transaction of its own")
  }
}
