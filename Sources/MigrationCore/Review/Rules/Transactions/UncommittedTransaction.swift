/// `uncommitted-transaction`: a transaction is opened and never ended.
struct UncommittedTransaction: ReviewRule {
  static let id: RuleID = "uncommitted-transaction"
  static let category = RuleCategory.transaction
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let summary = "a transaction is opened and never ended"
  static let documentation = """
    A BEGIN without COMMIT or ROLLBACK leaves the work to whoever runs the script: it is undone when the connection
    closes, or the session stays idle in transaction and keeps its locks.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var open: ReviewedStep?
    for step in context.steps {
      for case .transactionControl(let command) in step.facts.actions {
        switch command {
        case "BEGIN", "START": open = open ?? step
        case "COMMIT", "ROLLBACK", "PREPARE": open = nil
        default: continue
        }
      }
    }
    return open.map { step in
      [
        finding(
          at: step, "the transaction that begins here is never committed",
          because: "Its work is undone when the connection ends, or its locks stay.", instead: "end it with COMMIT")
      ]
    } ?? []
  }
}
