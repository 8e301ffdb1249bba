/// `concurrently-in-transaction`: a statement that cannot run in a transaction shares its group.
struct ConcurrentlyInTransaction: StepRule {
  static let id: RuleID = "concurrently-in-transaction"
  static let category = RuleCategory.transaction
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let summary = "a statement that cannot run in a transaction shares its group"
  static let documentation = """
    CREATE INDEX CONCURRENTLY, DROP INDEX CONCURRENTLY, REINDEX CONCURRENTLY, DETACH PARTITION CONCURRENTLY, VACUUM,
    CREATE DATABASE and others refuse to run in a transaction block (25001). A group of a plan is one transaction, and
    so is what stands between BEGIN and COMMIT in a script: such a statement has to be alone. TRUNCATE, CHECKPOINT,
    ALTER TYPE … ADD VALUE and REFRESH MATERIALIZED VIEW CONCURRENTLY may run in one.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard let form = step.facts.nonTransactionalForms.first, step.groupSize > 1 else { return [] }
    let others = Quantity.counted(step.groupSize - 1, "other step")
    return [
      finding(
        at: step, "\(form) cannot run inside a transaction, and shares group \(step.id.group) with \(others)",
        because: "Group \(step.id.group) runs as one transaction; PostgreSQL refuses the statement there.",
        instead: context.isScript ? "move it behind COMMIT" : "give the step a transaction group of its own")
    ]
  }
}
