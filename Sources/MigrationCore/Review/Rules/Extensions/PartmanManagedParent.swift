/// `partman-managed-parent`: a partition of a parent that pg_partman looks after is made by hand.
struct PartmanManagedParent: ActionRule {
  static let id: RuleID = "partman-managed-parent"
  static let category = RuleCategory.`extension`
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "a partition of a parent that pg_partman looks after is made by hand"
  static let documentation = """
    pg_partman makes and drops partitions by its table part_config. A partition that is attached, detached, created or
    dropped by hand can be in the way of the next one, be dropped by the retention or leave the default partition full,
    and maintenance fails. Use create_partition, run_maintenance, partition_data_proc and undo_partition.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let found: (parent: QualifiedName, what: String)
    switch action {
    case .createTable(let table):
      guard let parent = table.partitionOf else { return nil }
      found = (parent, "creates the partition \(table.name) of")
    case .alterTable(let parent, .attachPartition(let partition, _)): found = (parent, "attaches \(partition) to")
    case .alterTable(let parent, .detachPartition(let partition, _)): found = (parent, "detaches \(partition) from")
    case .drop(let object):
      guard let parent = context.relation(object.name)?.partitionOf, object.member == nil else { return nil }
      found = (parent, "drops the partition \(object.name) of")
    default: return nil
    }
    guard context.live?.managedTables[found.parent] == .partman else { return nil }
    return finding(
      at: step, "\(found.what) \(found.parent), which pg_partman looks after",
      because: "Its maintenance does not know of the change: it fails, or undoes it.",
      instead: "use pg_partman's own functions: run_maintenance, partition_data_proc, undo_partition")
  }
}
