/// `long-transaction-holds-xmin`: a transaction is expected to last long.
struct LongTransactionHoldsXmin: ReviewRule {
  static let id: RuleID = "long-transaction-holds-xmin"
  static let category = RuleCategory.transaction
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let options = [RuleOption("minutes", .number(30), "how long a transaction may take")]
  static let summary = "a transaction is expected to last long"
  static let documentation = """
    While a transaction is open, VACUUM removes nothing that became dead since it began, in any table of the database:
    tables and indexes grow, and the age of the oldest transaction with them. The upper ends of the estimates of a
    group's steps are added up. Split the group, or change rows in batches.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    let limit = Double(context.number("minutes", of: Self.self)) * 60
    guard context.live != nil else { return [] }
    var spent: [Int: Double] = [:]
    var last: [Int: ReviewedStep] = [:]
    for step in context.steps where step.step.directive == nil {
      spent[step.id.group, default: 0] += context.estimates(of: step).map(\.seconds.upperBound).reduce(0, +)
      last[step.id.group] = step
    }
    return spent.sorted { $0.key < $1.key }.compactMap { group, seconds in
      guard seconds > limit, let step = last[group] else { return nil }
      return finding(
        at: step, "group \(group) may take up to \(Quantity.duration(seconds)) in one transaction",
        because: "Meanwhile VACUUM cleans up nothing in the whole database.",
        instead: step.groupSize > 1 ? "split the group" : "run it when little is written, and vacuum afterwards")
    }
  }
}
