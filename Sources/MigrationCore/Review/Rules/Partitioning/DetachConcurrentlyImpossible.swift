/// `detach-concurrently-impossible`: DETACH … CONCURRENTLY is refused.
struct DetachConcurrentlyImpossible: ActionRule {
  static let id: RuleID = "detach-concurrently-impossible"
  static let category = RuleCategory.partitioning
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "DETACH … CONCURRENTLY is refused"
  static let documentation = """
    PostgreSQL refuses DETACH PARTITION … CONCURRENTLY while the table has a default partition, and knows it since
    14 only. Empty and drop the default partition first, or accept the short exclusive form with a short
    lock_timeout.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let parent, .detachPartition(let partition, isConcurrent: true)) = action else { return nil }
    let plain: SQLText = "ALTER TABLE \(parent) DETACH PARTITION \(partition);"
    if let rest = context.defaultPartition(of: parent, before: step) {
      return finding(
        .error, at: step, "fails: \(parent) has the default partition \(rest)",
        because: "PostgreSQL detaches concurrently only from a table without default partition.",
        instead: "\(plain) with a short lock_timeout; or empty and drop \(rest) first")
    }
    guard let live = context.live, live.serverVersion < 140_000 else { return nil }
    return finding(
      .error, at: step, "fails: the server is older than 14, which is the first to detach concurrently",
      because: "Earlier versions do not know CONCURRENTLY here.", instead: "\(plain) with a short lock_timeout")
  }
}
