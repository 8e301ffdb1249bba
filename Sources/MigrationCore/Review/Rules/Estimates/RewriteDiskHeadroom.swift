/// `rewrite-disk-headroom`: a rewrite needs the disk for a second copy.
struct RewriteDiskHeadroom: StepRule {
  static let id: RuleID = "rewrite-disk-headroom"
  static let category = RuleCategory.estimate
  static let severities = RuleSeverities(relaxed: nil, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let options = RuleOption.largeTable
  static let summary = "a rewrite needs the disk for a second copy"
  static let documentation = """
    The old files stay until the transaction commits, so a rewrite needs the table's and its indexes' size once more, and
    about as much write-ahead log. A full disk takes the server down. PostgreSQL does not tell how much is free.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    context.estimates(of: step).compactMap { estimate in
      guard estimate.work == .rewrite, context.isLarge(estimate.size, for: Self.self) else { return nil }
      let needed = estimate.size.totalBytes + estimate.size.totalBytes / 2
      return finding(
        .warning, at: step,
        "needs about \(Quantity.bytes(needed)) of free disk for a second copy of \(estimate.relation); not checked: how much is free",
        because: "1.5 × \(Quantity.bytes(estimate.size.totalBytes)), and as much again in write-ahead log.",
        instead: "look at the free space of the tablespace and of pg_wal before")
    }
  }
}
