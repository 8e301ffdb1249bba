/// `explicit-lock-table`: LOCK TABLE stops a table's users on purpose.
struct ExplicitLockTable: ActionRule {
  static let id: RuleID = "explicit-lock-table"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "LOCK TABLE stops a table's users on purpose"
  static let documentation = """
    LOCK TABLE takes its mode, ACCESS EXCLUSIVE where none is written, on the table and its partitions until the
    transaction ends; two transactions that lock in different order end in a deadlock. DDL takes the lock that it needs by
    itself. With NOWAIT it fails at once where somebody else has the table, so nobody queues behind it.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .lockTable(let tables, let mode, let isNoWait) = action, mode >= .share else { return nil }
    let locked = tables.filter { !step.isNew($0) }
    guard !locked.isEmpty else { return nil }
    return finding(
      isNoWait ? .warning : .error, at: step,
      "\(mode.blocksReads ? "reads and writes" : "writes") on \(context.listed(locked)) wait until the transaction ends",
      because: "LOCK TABLE … IN \(mode.rawValue) MODE is held until COMMIT, over every statement that follows.",
      instead: "leave it out: the statements that follow take the locks that they need")
  }
}
