/// `unique-index-concurrent-early-enforcement`: uniqueness is checked before the index is ready.
struct UniqueIndexConcurrentEarlyEnforcement: ActionRule {
  static let id: RuleID = "unique-index-concurrent-early-enforcement"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: .info, strict: .info)
  static let summary = "uniqueness is checked before the index is ready"
  static let documentation = """
    While CREATE UNIQUE INDEX CONCURRENTLY is still at work other sessions' writes may fail with a duplicate key already,
    and a build that was ended may leave an INVALID index that goes on refusing them. Look for duplicates before, watch
    for errors meanwhile, and drop what an ended build left at once.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createIndex(let index) = action, index.isUnique, index.isConcurrent, !step.isNew(index.table) else {
      return nil
    }
    return finding(
      at: step, "writes to \(context.described(index.table)) may fail as duplicates before the index is ready",
      because: "The second part of the build checks new rows already, and an INVALID rest of it goes on doing so.",
      instead: "look for duplicates first; if the build ends, DROP INDEX CONCURRENTLY at once")
  }
}
