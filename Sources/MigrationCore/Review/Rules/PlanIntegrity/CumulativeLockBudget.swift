/// `cumulative-lock-budget`: many short locks make one long outage.
struct CumulativeLockBudget: ReviewRule {
  static let id: RuleID = "cumulative-lock-budget"
  static let category = RuleCategory.planIntegrity
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let options = [RuleOption("seconds", .number(60), "how long writers of one table may wait in all")]
  static let summary = "many short locks make one long outage"
  static let documentation = """
    Each step may be short; together they stop the writers of one table for longer than the budget. The upper ends of the
    estimates count.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var spent: [QualifiedName: (seconds: Double, steps: [ReviewedStep])] = [:]
    for step in context.steps where step.step.directive == nil {
      for estimate in context.estimates(of: step) where (estimate.lock ?? .accessShare).blocksWrites {
        spent[estimate.relation, default: (0, [])].seconds += estimate.seconds.upperBound
        if spent[estimate.relation]?.steps.last?.id != step.id { spent[estimate.relation]?.steps.append(step) }
      }
    }
    let budget = Double(context.number("seconds", of: Self.self))
    return spent.sorted { $0.key < $1.key }.compactMap { table, blocked in
      guard blocked.seconds > budget, blocked.steps.count > 1, let last = blocked.steps.last else { return nil }
      return finding(
        at: last,
        "the plan blocks writes on \(context.described(table)) for up to \(Quantity.duration(blocked.seconds)) in \(blocked.steps.count) steps (budget \(Quantity.duration(budget)))",
        because:
          "Steps \(blocked.steps.map { "\($0.id)" }.joined(separator: ", ")) each hold a lock that stops writers.",
        instead: "spread them over several windows")
    }
  }
}
