/// `replication-lag-risk`: replicas and slots have to take in much write-ahead log at once.
struct ReplicationLagRisk: StepRule {
  static let id: RuleID = "replication-lag-risk"
  static let category = RuleCategory.estimate
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let options = RuleOption.largeTable
  static let summary = "replicas and slots have to take in much write-ahead log at once"
  static let documentation = """
    A rewrite or an index build writes as much write-ahead log as it writes files. Standbys fall behind meanwhile; a slot
    keeps what its consumer has not read until the disk is full, or is invalidated at max_slot_wal_keep_size.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard let activity = context.live?.activity, !activity.replicas.isEmpty || !activity.slots.isEmpty else {
      return []
    }
    let consumers =
      activity.replicas.map { "standby \($0.application)" } + activity.slots.map { "slot \($0.name)" }
    return context.estimates(of: step).compactMap { estimate in
      guard [.rewrite, .indexBuild, .concurrentIndexBuild].contains(estimate.work),
        context.isLarge(estimate.size, for: Self.self)
      else { return nil }
      return finding(
        at: step,
        "about \(Quantity.bytes(estimate.size.totalBytes)) of write-ahead log for \(consumers.joined(separator: ", ")), from \(estimate.relation)",
        because:
          "\(estimate.work.rawValue.prefix(1).uppercased() + estimate.work.rawValue.dropFirst())s are logged as a whole.",
        instead: "look at the lag before and after, and leave time between such steps")
    }
  }
}
