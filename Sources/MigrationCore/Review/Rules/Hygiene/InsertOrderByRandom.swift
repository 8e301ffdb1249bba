/// `insert-order-by-random`: rows are inserted in random order.
struct InsertOrderByRandom: StepRule {
  static let id: RuleID = "insert-order-by-random"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let summary = "rows are inserted in random order"
  static let documentation = """
    ORDER BY random() sorts all rows for an order that nobody can repeat, and leaves the table with its rows scattered.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.queries.compactMap { query in
      guard case .insert(let table) = query.use, query.ordersByRandom else { return nil }
      return finding(
        at: step, "fills \(table) in random order", because: "The sort costs time and room for an order of no use.",
        instead: "leave ORDER BY out, or choose rows with TABLESAMPLE")
    }
  }
}
