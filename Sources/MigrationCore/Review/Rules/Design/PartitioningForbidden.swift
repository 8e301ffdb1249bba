/// `partitioning-forbidden`: a table is partitioned where that is not wanted.
struct PartitioningForbidden: ActionRule {
  static let id: RuleID = "partitioning-forbidden"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: nil, strict: nil)
  static let summary = "a table is partitioned where that is not wanted"
  static let documentation = """
    House policy only: partitioning needs someone who makes partitions in time and queries that name the key. Where
    neither is at hand one table is easier.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let table: QualifiedName
    switch action {
    case .createTable(let created):
      guard created.partitionKey != nil else { return nil }
      table = created.name
    case .alterTable(let parent, .attachPartition): table = parent
    default: return nil
    }
    return finding(
      at: step, "\(table) is partitioned", because: "The configuration does not want partitioned tables.",
      instead: "use one table, and archive or delete old rows in batches")
  }
}
