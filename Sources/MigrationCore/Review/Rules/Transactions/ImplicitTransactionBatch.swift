/// `implicit-transaction-batch`: several statements in one message are one transaction.
struct ImplicitTransactionBatch: StepRule {
  static let id: RuleID = "implicit-transaction-batch"
  static let category = RuleCategory.transaction
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let summary = "several statements in one message are one transaction"
  static let documentation = """
    PostgreSQL runs the statements of one simple-query message as one transaction, without BEGIN. A statement that
    refuses to run in a transaction therefore fails in company, VACUUM behind a semicolon say. Send it by itself.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard let form = step.facts.nonTransactionalForms.first, step.facts.written.statementCount > 1 else { return [] }
    return [
      finding(
        at: step,
        "\(form) fails: the step has \(step.facts.written.statementCount) statements, which run as one transaction",
        because: "What is sent in one message is one implicit transaction.", instead: "give it a step of its own")
    ]
  }
}
