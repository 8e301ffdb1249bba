/// `concurrent-step-waits-for-old-snapshots`: a concurrent step cannot end before an old transaction does.
struct ConcurrentStepWaitsForOldSnapshots: StepRule {
  static let id: RuleID = "concurrent-step-waits-for-old-snapshots"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let options = [
    RuleOption("age_s", .number(60), "seconds that a transaction has run from which it is reported")
  ]
  static let summary = "a concurrent step cannot end before an old transaction does"
  static let documentation = """
    CREATE, DROP and REINDEX INDEX CONCURRENTLY and DETACH PARTITION CONCURRENTLY wait, twice, until every transaction
    of the database that is older has ended, whatever tables it uses. With one forgotten session they never end.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard let form = step.facts.actions.compactMap(\.waitsForOldSnapshots).first,
      let activity = context.live?.activity
    else { return [] }
    let age = Double(context.number("age_s", of: Self.self))
    // A vacuum's snapshot is not waited for.
    let old = activity.sessions.filter { $0.transactionAge >= age && !$0.isWraparoundVacuum }
    guard let oldest = old.max(by: { $0.transactionAge < $1.transactionAge }) else { return [] }
    let others = old.count > 1 ? " and \(Quantity.counted(old.count - 1, "other"))" : ""
    return [
      finding(
        at: step, "\(form) waits for \(oldest.words)\(others) before it can end",
        because: "It waits until every transaction that began before it has ended.",
        instead: "start it when these have ended, or SELECT pg_terminate_backend(\(oldest.processID));")
    ]
  }
}
