/// `citus-distributed-ddl`: a table that Citus has spread over shards is changed.
struct CitusDistributedDdl: ActionRule {
  static let id: RuleID = "citus-distributed-ddl"
  static let category = RuleCategory.`extension`
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "a table that Citus has spread over shards is changed"
  static let documentation = """
    DDL on a distributed table is sent to every shard on every node, in one distributed transaction: it waits for the
    slowest of them and holds the locks on all, and one failing node undoes it. Citus refuses some forms. Plan a quiet
    hour; SET citus.multi_shard_modify_mode = 'sequential' where foreign keys are involved.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let found: QualifiedName
    switch action {
    case .alterTable(let table, _): found = table
    case .createIndex(let index): found = index.table
    case .drop(let object):
      guard object.member == nil else { return nil }
      found = object.name
    case .truncate(let tables, _):
      guard let table = tables.first(where: { context.live?.managedTables[$0] != nil }) else { return nil }
      found = table
    default: return nil
    }
    guard case .distributed(let shards)? = context.live?.managedTables[found] else { return nil }
    return finding(
      at: step, "\(found) is changed in \(Quantity.counted(shards, "shard"))",
      because: "All shards on all nodes are locked in one transaction, until the slowest is done.",
      instead: "choose a quiet hour; SET citus.multi_shard_modify_mode = 'sequential' with foreign keys")
  }
}
