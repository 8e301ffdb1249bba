/// `index-create-not-concurrent`: an index build makes writers wait.
struct IndexCreateNotConcurrent: ActionRule {
  static let id: RuleID = "index-create-not-concurrent"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "an index build makes writers wait"
  static let documentation = """
    CREATE INDEX holds SHARE on its table until the index is built: reads go on, INSERT, UPDATE and DELETE wait.
    CONCURRENTLY lets them through, runs outside a transaction and takes longer. A table that this plan makes is
    exempt, since nobody writes to it yet. A partitioned table, on which CONCURRENTLY is refused, has a rule of its own.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createIndex(let index) = action, !index.isConcurrent, !index.isOnly, !step.isNew(index.table) else {
      return nil
    }
    if index.hasGuard, let name = index.name, context.relation(name) != nil { return nil }
    // CONCURRENTLY is refused there; a rule for partitioned tables says what to do.
    if context.relation(index.table)?.kind == .partitionedTable { return nil }
    return finding(
      context.severity(.error, on: index.table), at: step,
      "writes to \(context.described(index.table)) wait until the index is built",
      because: "CREATE INDEX holds SHARE on the table for the whole build: INSERT, UPDATE and DELETE wait.",
      instead: "CREATE \(index.isUnique ? "UNIQUE " : "")INDEX CONCURRENTLY, in a transaction group of its own")
  }
}
