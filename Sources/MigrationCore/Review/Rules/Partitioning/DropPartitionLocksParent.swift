/// `drop-partition-locks-parent`: dropping a partition locks the whole table.
struct DropPartitionLocksParent: ActionRule {
  static let id: RuleID = "drop-partition-locks-parent"
  static let category = RuleCategory.partitioning
  static let severities = RuleSeverities(relaxed: .info, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "dropping a partition locks the whole table"
  static let documentation = """
    DROP TABLE of a partition takes ACCESS EXCLUSIVE on its partitioned table and on the default partition too:
    reads and writes of every partition wait. Detach it concurrently first; then the drop concerns nobody.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .drop(let object) = action, object.kind == .table, !step.isNew(object.name),
      let parent = context.relation(object.name)?.partitionOf, !step.facts.actions.drops(parent)
    else { return nil }
    if context.isDropped(parent, before: step) { return nil }
    let isDetached = context.history.changes(of: parent, naming: [object.name.name]).contains { change in
      guard change.step < step.id else { return false }
      if case .alterTable(_, .detachPartition(object.name, _)) = change.action { return true }
      return false
    }
    if isDetached { return nil }
    let detach: SQLText = "ALTER TABLE \(parent) DETACH PARTITION \(object.name) CONCURRENTLY;"
    let drop: SQLText = "DROP TABLE \(object.name);"
    return finding(
      .error, at: step,
      "reads and writes of \(context.described(parent)) wait while its partition \(object.name) is dropped",
      because: "DROP TABLE of a partition takes ACCESS EXCLUSIVE on the parent and on the default partition too.",
      instead: "\(detach) in a group of its own, then \(drop)")
  }
}
