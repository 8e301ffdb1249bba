/// `environment-order-violation`: the plan has not been in the environment before.
struct EnvironmentOrderViolation: ReviewRule {
  static let id: RuleID = "environment-order-violation"
  static let category = RuleCategory.planIntegrity
  static let severities = RuleSeverities(relaxed: nil, strict: .error)
  static let evidence = RuleEvidence.ledger
  static let summary = "the plan has not been in the environment before"
  static let documentation = """
    Where an environment is promoted from another (`promote_from`), the same bytes have to have run there to their end,
    and for as long as `soak` says. The gate of that name keeps apply from it; this finding says so in a review or a lint
    of the plan. `countersign promote --waive order --reason …` signs and records an exception.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard let violation = context.recorded?.orderViolation, let first = context.steps.first else { return [] }
    return [
      finding(
        at: first, violation.reason, because: "What runs here shall have been seen to work there.",
        instead: violation.remedy)
    ]
  }
}
