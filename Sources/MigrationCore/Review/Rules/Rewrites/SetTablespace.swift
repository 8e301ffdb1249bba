/// `set-tablespace`: a relation is copied to another tablespace.
struct SetTablespace: ActionRule {
  static let id: RuleID = "set-tablespace"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a relation is copied to another tablespace"
  static let documentation = """
    SET TABLESPACE copies every block of the relation and writes it to the WAL while ACCESS EXCLUSIVE is held. The
    indexes of a table stay where they are. A partitioned table has no blocks: only partitions made later are
    affected. Indexes can move with REINDEX (CONCURRENTLY, TABLESPACE …) since PostgreSQL 14.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let name, .setTablespace(let tablespace)) = action, !step.isNew(name) else { return nil }
    let kind = context.relation(name)?.kind
    if kind == .partitionedTable || kind == .partitionedIndex { return nil }
    if let table = context.table(name), table.tablespace == tablespace { return nil }
    let isIndex = kind == .index
    let reindex: SQLText = "REINDEX (CONCURRENTLY, TABLESPACE \(tablespace)) INDEX \(name);"
    return finding(
      context.severity(.error, on: name), at: step,
      "copies \(context.described(name)) to the tablespace \(tablespace) while reads and writes wait",
      because: "ACCESS EXCLUSIVE is held until every block is copied, and all of it goes through the WAL.",
      instead: isIndex ? reindex.text : "pg_repack --tablespace, or a new table there that is filled in batches")
  }
}
