/// `create-partition-of-locks-parent`: a new partition locks its parent.
struct CreatePartitionOfLocksParent: ActionRule {
  static let id: RuleID = "create-partition-of-locks-parent"
  static let category = RuleCategory.partitioning
  static let severities = RuleSeverities(relaxed: .info, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a new partition locks its parent"
  static let documentation = """
    CREATE TABLE … PARTITION OF takes ACCESS EXCLUSIVE on the partitioned table and on its default partition: all
    reads and writes of every partition wait until it commits. Made on its own and attached, the same table needs
    SHARE UPDATE EXCLUSIVE on the parent only, which lets both through.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let new = context.newPartition(action, at: step), !new.isAttached else { return nil }
    let make: SQLText = "CREATE TABLE \(new.name) (LIKE \(new.parent) INCLUDING DEFAULTS INCLUDING CONSTRAINTS);"
    let attach: SQLText = "ALTER TABLE \(new.parent) ATTACH PARTITION \(new.name)"
    return finding(
      context.relation(new.parent) == nil ? .warning : .error, at: step,
      "reads and writes of \(context.described(new.parent)) wait while \(new.name) is made",
      because: "CREATE TABLE … PARTITION OF takes ACCESS EXCLUSIVE on the parent, and on its default partition.",
      instead: "\(make) then \(attach) with its bounds, which lets readers and writers through")
  }
}
