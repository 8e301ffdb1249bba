/// `scan-estimate`: how long a check of every row holds its lock.
struct ScanEstimate: StepRule {
  static let id: RuleID = "scan-estimate"
  static let category = RuleCategory.estimate
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalog
  static let options = RuleOption.largeTable
  static let summary = "how long a check of every row holds its lock"
  static let documentation = """
    SET NOT NULL, ADD CHECK and ADD FOREIGN KEY read every row under the lock that they took. The band goes from a fast
    idle machine to slow shared storage.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    context.estimates(of: step).compactMap { estimate in
      guard [.scan, .nullCheck, .check, .foreignKeyCheck].contains(estimate.work), let lock = estimate.lock,
        lock.blocksWrites, context.isLarge(estimate.size, for: Self.self)
      else { return nil }
      return finding(
        at: step, "checks \(context.described(estimate.relation)) under \(lock.rawValue): \(estimate.words)",
        because: estimate.arithmetic, instead: "the NOT VALID form, validated in a later transaction")
    }
  }
}
