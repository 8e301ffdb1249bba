/// `if-not-exists-still-locks`: a statement that has nothing to do takes its lock all the same.
struct IfNotExistsStillLocks: ActionRule {
  static let id: RuleID = "if-not-exists-still-locks"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalog
  static let summary = "a statement that has nothing to do takes its lock all the same"
  static let documentation = """
    ADD COLUMN IF NOT EXISTS takes ACCESS EXCLUSIVE, and CREATE INDEX IF NOT EXISTS takes SHARE, before PostgreSQL looks
    whether the object is there: the wait for the lock, and the queue behind it, is the same. Leave the statement out.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    switch action {
    case .alterTable(let table, .addColumn(let column)):
      guard column.hasGuard, !step.isNew(table), context.relation(table)?.columns[column.name] != nil else {
        return nil
      }
      return finding(
        at: step,
        "\(table) has \(column.name) already; reads and writes on \(context.described(table)) wait all the same",
        because: "ACCESS EXCLUSIVE is taken before PostgreSQL sees that there is nothing to do.",
        instead: "leave the statement out")
    case .createIndex(let index):
      guard index.hasGuard, let name = index.name, !step.isNew(index.table), context.relation(name)?.index != nil,
        context.relation(name)?.index?.isValid != false
      else { return nil }
      let mode = index.isConcurrent ? LockMode.shareUpdateExclusive : .share
      return finding(
        at: step, "the index \(name) is there already; \(mode.rawValue) on \(context.described(index.table)) is taken",
        because: "The lock is taken before PostgreSQL sees that there is nothing to do.",
        instead: "leave the statement out")
    default: return nil
    }
  }
}
