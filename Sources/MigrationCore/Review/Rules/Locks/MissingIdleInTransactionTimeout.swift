/// `missing-idle-in-transaction-timeout`: a script's transaction may hold its locks while its client hangs.
struct MissingIdleInTransactionTimeout: ReviewRule {
  static let id: RuleID = "missing-idle-in-transaction-timeout"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a script's transaction may hold its locks while its client hangs"
  static let documentation = """
    Locks are held until COMMIT. A client that stops between two statements keeps them, unless
    idle_in_transaction_session_timeout, or since 17 transaction_timeout, ends its session.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard context.isScript else { return [] }
    let limits = ["idle_in_transaction_session_timeout", "transaction_timeout"].map(context.timeouts)
    for transaction in context.transactions where transaction.isWritten {
      let locking = transaction.steps.first { step in
        !context.locks(of: step, atLeast: .share).isEmpty
          && !limits.contains { ($0[step.id]?.milliseconds ?? 0) > 0 }
      }
      guard let locking, let lock = context.locks(of: locking, atLeast: .share).first else { continue }
      return [
        finding(
          at: locking, "\(lock.mode.rawValue) on \(context.described(lock.relation)) stays until COMMIT, however late",
          because: "A client that hangs inside the transaction keeps its locks for ever.",
          instead: "SET idle_in_transaction_session_timeout = '10s';")
      ]
    }
    return []
  }
}
