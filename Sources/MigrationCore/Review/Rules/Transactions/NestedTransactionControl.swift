/// `nested-transaction-control`: a step begins or ends a transaction itself.
struct NestedTransactionControl: StepRule {
  static let id: RuleID = "nested-transaction-control"
  static let category = RuleCategory.transaction
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a step begins or ends a transaction itself"
  static let documentation = """
    The plan's groups are the transactions. A COMMIT in the middle of one commits half a group, and a failure afterwards
    leaves that half behind.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .transactionControl(let command) = action else { return nil }
      return finding(
        at: step, "\(command) inside transaction group \(step.id.group)",
        because: "The group is the transaction; a failure after this statement can no longer undo all of it.",
        instead: "leave it out and use transaction groups")
    }
  }
}
