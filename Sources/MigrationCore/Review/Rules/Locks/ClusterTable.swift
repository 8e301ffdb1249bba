/// `cluster-table`: CLUSTER rewrites a table.
struct ClusterTable: ActionRule {
  static let id: RuleID = "cluster-table"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "CLUSTER rewrites a table"
  static let documentation = """
    It writes the table in the order of an index, and all its indexes, again under ACCESS EXCLUSIVE. Later rows are not
    kept in that order. Without a table it does so to every table that was clustered before, and is refused in a
    transaction. pg_repack can order a table while it is in use.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .cluster(let table) = action else { return nil }
    guard let table else {
      return finding(
        at: step, "rewrites every table of the database that was clustered before",
        because: "ACCESS EXCLUSIVE is held on each until all its rows are written again.",
        instead: "CLUSTER of one table, in a quiet time")
    }
    if step.isNew(table) { return nil }
    return finding(
      context.severity(.error, on: table), at: step, "rewrites \(context.described(table)) and all its indexes",
      because: "ACCESS EXCLUSIVE is held until every row is written again: reads and writes wait.",
      instead: context.rewriteInUse ?? "CLUSTER in a quiet time, or an index-only scan on a covering index")
  }
}
