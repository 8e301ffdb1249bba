/// `multi-table-strong-locks`: a transaction gathers strong locks on several tables.
struct MultiTableStrongLocks: ReviewRule {
  static let id: RuleID = "multi-table-strong-locks"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a transaction gathers strong locks on several tables"
  static let documentation = """
    Locks add up until COMMIT. While the transaction waits for the second table the first one is stopped already, and an
    application's transaction that touches both in the other order ends in a deadlock. One table for each transaction, or
    all locks at its beginning in the application's order. A single statement that needs two tables, such as ADD FOREIGN
    KEY, is not reported here; partitions count as their parent.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    context.transactions.compactMap { transaction in
      var held: [QualifiedName] = []
      var gathering: ReviewedStep?
      for step in transaction.steps {
        let more = context.stoppedTables(by: step, atLeast: .shareRowExclusive).filter { !held.contains($0) }
        if !held.isEmpty, !more.isEmpty, gathering == nil { gathering = step }
        held += more
      }
      guard let gathering else { return nil }
      return finding(
        at: gathering, "one transaction stops \(held.count) tables at once: \(context.listed(held))",
        because: "It holds the first while it waits for the next; who takes them in another order deadlocks with it.",
        instead: "a transaction group for each table, where the change allows it")
    }
  }
}
