/// `rewrite-not-mvcc-safe`: old snapshots see a rewritten table as empty.
struct RewriteNotMvccSafe: StepRule {
  static let id: RuleID = "rewrite-not-mvcc-safe"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalog
  static let summary = "old snapshots see a rewritten table as empty"
  static let documentation = """
    TRUNCATE and the forms of ALTER TABLE that write the table again are not MVCC-safe: a transaction whose snapshot
    is older (a dump, a report in REPEATABLE READ) finds the table empty afterwards. CLUSTER and VACUUM FULL keep
    what old snapshots see. Let such transactions end first.
    """

  static let options = [
    RuleOption("seconds", .number(60), "how long a transaction has to be open to count as old")
  ]

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    let limit = Double(context.number("seconds", of: Self.self))
    let old = (context.live?.activity?.sessions ?? []).filter { $0.transactionAge >= limit && !$0.isWraparoundVacuum }
    guard let oldest = old.first else { return [] }
    return context.tablesRewritten(by: step).map { table in
      finding(
        .info, at: step,
        "\(Quantity.counted(old.count, "open transaction")) may find \(context.described(table)) empty afterwards",
        because:
          "The rewrite is not MVCC-safe: a snapshot older than it sees no rows (\(oldest.user), \(oldest.application)).",
        instead: "wait for dumps and reports to end")
    }
  }
}
