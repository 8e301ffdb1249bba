/// `savepoint-in-migration`: a savepoint, or an exception block in a loop.
struct SavepointInMigration: ActionRule {
  static let id: RuleID = "savepoint-in-migration"
  static let category = RuleCategory.transaction
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let summary = "a savepoint, or an exception block in a loop"
  static let documentation = """
    Every savepoint and every PL/pgSQL block with EXCEPTION is a subtransaction. Many of them in one transaction use up
    transaction IDs and, above 64 per session, slow down every other session's snapshots. Repeat failed statements
    instead.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    switch action {
    case .transactionControl("SAVEPOINT"):
      return finding(
        at: step, "SAVEPOINT in a schema change", because: "It starts a subtransaction, and locks outlive it.",
        instead: "leave it out: a group succeeds or fails as a whole")
    case .runCode(let code) where code.hasLoop && code.hasExceptionBlock:
      return finding(
        at: step, "the DO block catches exceptions in a loop: a subtransaction for every round",
        because: "Many subtransactions in one transaction slow down the whole server.",
        instead: "test before instead of catching, or commit in batches")
    default: return nil
    }
  }
}
