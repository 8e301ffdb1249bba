/// `index-on-partitioned-parent`: an index on a partitioned table is built on all partitions at once.
struct IndexOnPartitionedParent: ActionRule {
  static let id: RuleID = "index-on-partitioned-parent"
  static let category = RuleCategory.partitioning
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "an index on a partitioned table is built on all partitions at once"
  static let documentation = """
    CREATE INDEX on a partitioned table builds it on one partition after the other in one transaction, and SHARE
    stays on all of them until the last is built: no partition can be written to. CONCURRENTLY is refused there.
    CREATE INDEX ON ONLY makes an empty, invalid index on the parent; build one on each partition concurrently and
    attach it with ALTER INDEX … ATTACH PARTITION; with the last one the parent's becomes valid.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createIndex(let index) = action, !index.isOnly, !step.isNew(index.table),
      let parent = context.relation(index.table), parent.kind == .partitionedTable
    else { return nil }
    let keys = index.keys.compactMap(\.column)
    let only: SQLText = "CREATE INDEX ON ONLY \(index.table) (\(keys));"
    let remedy =
      "\(keys.count == index.keys.count && !index.isUnique ? only.text : "CREATE INDEX ON ONLY …") then on each partition CREATE INDEX CONCURRENTLY and ALTER INDEX … ATTACH PARTITION"
    if index.isConcurrent {
      return finding(
        .error, at: step, "fails: \(index.table) is partitioned, and PostgreSQL builds no index on it CONCURRENTLY",
        because: "A concurrent build is possible on each partition alone.", instead: remedy)
    }
    let size = parent.partitions.allSatisfy(context.isSmall) ? Severity.info : .error
    return finding(
      size, at: step,
      "builds an index on \(Quantity.counted(parent.partitions.count, "partition")) of \(context.described(index.table)); writes to all of them wait",
      because: "SHARE is held on the parent and every partition until the last index is built.", instead: remedy)
  }
}
