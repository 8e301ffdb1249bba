/// `non-transactional-statement`: a statement cannot be rolled back.
struct NonTransactionalStatement: StepRule {
  static let id: RuleID = "non-transactional-statement"
  static let category = RuleCategory.transaction
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a statement cannot be rolled back"
  static let documentation = """
    VACUUM, CREATE and DROP DATABASE, ALTER SYSTEM, REINDEX of a schema or database, CLUSTER without a table, CREATE
    SUBSCRIPTION and every CONCURRENTLY form commit as they go: a failure leaves half of the work, an invalid index say,
    and nothing undoes it. Check the result before the next step. The CONCURRENTLY forms are what is wanted on a busy
    table, so they are a remark.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard let form = step.facts.nonTransactionalForms.first else { return [] }
    return [
      finding(
        form.contains("CONCURRENTLY") ? .info : .warning, at: step,
        "\(form) commits as it goes: no transaction undoes it",
        because: "A failure leaves behind what was done until then.",
        instead: form.contains("INDEX")
          ? "check afterwards that the index is valid; drop an invalid one and repeat"
          : "check the result before the next step")
    ]
  }
}
