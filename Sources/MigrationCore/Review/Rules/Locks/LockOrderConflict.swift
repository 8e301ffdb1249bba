/// `lock-order-conflict`: another open plan locks the same tables in the other order.
struct LockOrderConflict: ReviewRule {
  static let id: RuleID = "lock-order-conflict"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "another open plan locks the same tables in the other order"
  static let documentation = """
    When one rollout locks a and then b in a transaction, and another one b and then a, they wait for each other until
    PostgreSQL ends one of them. Run them one after the other, or bring them into the same order.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard !context.openPlans.isEmpty else { return [] }
    return context.transactions.compactMap { transaction in
      var held: [QualifiedName] = []
      for step in transaction.steps {
        let more = context.stoppedTables(by: step, atLeast: .shareRowExclusive).filter { !held.contains($0) }
        for table in more {
          for plan in context.openPlans {
            guard let first = held.first(where: { plan.locks(table, before: $0) }) else { continue }
            return finding(
              at: step, "locks \(first), then \(table); the open plan \(plan.name) locks them the other way round",
              because: "Two transactions that take the same locks in different order deadlock.",
              instead: "run the plans one after the other, or lock in the same order")
          }
        }
        held += more
      }
      return nil
    }
  }
}
