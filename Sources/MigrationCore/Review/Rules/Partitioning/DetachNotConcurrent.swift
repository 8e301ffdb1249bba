/// `detach-not-concurrent`: detaching a partition locks the whole table.
struct DetachNotConcurrent: ActionRule {
  static let id: RuleID = "detach-not-concurrent"
  static let category = RuleCategory.partitioning
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "detaching a partition locks the whole table"
  static let documentation = """
    DETACH PARTITION takes ACCESS EXCLUSIVE on the partitioned table, the partition and the default partition.
    DETACH … CONCURRENTLY (PostgreSQL 14 and later, outside a transaction) lets readers and writers through; when it
    was interrupted, FINALIZE completes it. It is refused while there is a default partition.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let parent, .detachPartition(let partition, isConcurrent: false)) = action,
      !step.isNew(parent)
    else { return nil }
    let rest = context.defaultPartition(of: parent, before: step)
    let isPossible = rest == nil && (context.live?.serverVersion ?? 140_000) >= 140_000
    let concurrent: SQLText = "ALTER TABLE \(parent) DETACH PARTITION \(partition) CONCURRENTLY;"
    return finding(
      isPossible ? .error : .warning, at: step,
      "reads and writes of \(context.described(parent)) wait while \(partition) is detached",
      because: "ACCESS EXCLUSIVE is taken on the parent, the partition and the default partition.",
      instead: isPossible
        ? "\(concurrent) in a group of its own"
        : "there is no concurrent way here: keep lock_timeout short, and try again when it runs out")
  }
}
