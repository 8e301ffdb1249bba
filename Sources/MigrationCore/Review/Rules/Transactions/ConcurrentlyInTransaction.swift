/// `concurrently-in-transaction`: a statement that cannot run in a transaction shares its group.
struct ConcurrentlyInTransaction: StepRule {
  static let id: RuleID = "concurrently-in-transaction"
  static let category = RuleCategory.transaction
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let summary = "a statement that cannot run in a transaction shares its group"
  static let documentation = """
    A transaction group is sent as one message and runs as one transaction. CREATE INDEX CONCURRENTLY, VACUUM and others
    refuse to run in one, so such a step has to be alone in its group; otherwise the whole group fails.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard let form = step.facts.nonTransactionalForms.first, step.groupSize > 1 || step.facts.actions.count > 1 else {
      return []
    }
    let company =
      step.groupSize > 1
      ? "shares group \(step.id.group) with \(Quantity.counted(step.groupSize - 1, "other step"))"
      : "shares its step with other statements"
    return [
      finding(
        at: step, "\(form) cannot run inside a transaction, and \(company)",
        because: "Group \(step.id.group) runs as one transaction; PostgreSQL refuses the statement there.",
        instead: "give the step a transaction group of its own")
    ]
  }
}
