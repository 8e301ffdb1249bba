/// `prepared-transaction-blocker`: a prepared transaction may hold locks and snapshots for ever.
struct PreparedTransactionBlocker: ReviewRule {
  static let id: RuleID = "prepared-transaction-blocker"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "a prepared transaction may hold locks and snapshots for ever"
  static let documentation = """
    A transaction that waits for COMMIT PREPARED keeps its locks and its snapshot without a session that could be ended.
    An orphaned one makes strong locks wait for ever, and CONCURRENTLY steps as well. Finish it first.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard let oldest = context.live?.activity?.preparedTransactions.max(by: { $0.age < $1.age }) else { return [] }
    let step = context.steps.first { step in
      !context.locks(of: step, atLeast: .share).isEmpty
        || step.facts.actions.contains { $0.waitsForOldSnapshots != nil }
    }
    guard let step else { return [] }
    let count = context.live?.activity?.preparedTransactions.count ?? 1
    let rollback: SQLText = "ROLLBACK PREPARED \(literal: StoredText(oldest.name));"
    return [
      finding(
        oldest.age < 60 ? .warning : .error, at: step,
        "may wait for \(Quantity.counted(count, "prepared transaction")): '\(oldest.name)' of \(oldest.owner),"
          + " prepared \(Quantity.time(oldest.age * 1_000)) ago",
        because: "A prepared transaction keeps its locks and its snapshot, and has no session that could be ended.",
        instead: "COMMIT PREPARED or \(rollback.text)")
    ]
  }
}
