/// `large-table-step`: work on every row of a large table.
struct LargeTableStep: StepRule {
  static let id: RuleID = "large-table-step"
  static let category = RuleCategory.estimate
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let options = RuleOption.largeTable
  static let summary = "work on every row of a large table"
  static let documentation = """
    From a million rows or a gigabyte on, work on every row is felt: in time, in memory, in the write-ahead log. The limits
    are options of the rule.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    var told: Set<QualifiedName> = []
    return context.estimates(of: step).compactMap { estimate in
      guard estimate.work != .rowChange, context.isLarge(estimate.size, for: Self.self),
        told.insert(estimate.relation).inserted
      else { return nil }
      return finding(
        at: step, "\(estimate.work.rawValue) on all of \(context.described(estimate.relation))",
        because: "The time grows with the table: \(estimate.arithmetic).",
        instead: "look at the estimate, and choose a window of that length")
    }
  }
}
