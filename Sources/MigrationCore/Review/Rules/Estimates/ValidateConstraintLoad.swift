/// `validate-constraint-load`: how long a validation reads the table.
struct ValidateConstraintLoad: StepRule {
  static let id: RuleID = "validate-constraint-load"
  static let category = RuleCategory.estimate
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let options = RuleOption.largeTable
  static let summary = "how long a validation reads the table"
  static let documentation = """
    VALIDATE CONSTRAINT holds SHARE UPDATE EXCLUSIVE: reads and writes go on, but autovacuum, other validations and index
    builds on the table wait. A foreign key without an index on the referenced columns cannot be made; a cold cache
    makes the join slow.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    context.estimates(of: step).compactMap { estimate in
      guard estimate.lock == .shareUpdateExclusive, estimate.work == .check || estimate.work == .foreignKeyCheck,
        context.isLarge(estimate.size, for: Self.self)
      else { return nil }
      return finding(
        at: step,
        "reads \(context.described(estimate.relation)) under SHARE UPDATE EXCLUSIVE, traffic goes on: \(estimate.words)",
        because: estimate.arithmetic, instead: "a low-traffic window, without statement_timeout")
    }
  }
}
