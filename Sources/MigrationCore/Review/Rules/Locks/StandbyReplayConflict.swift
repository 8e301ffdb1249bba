/// `standby-replay-conflict`: a standby replays the lock and cancels the queries in its way.
struct StandbyReplayConflict: ReviewRule {
  static let id: RuleID = "standby-replay-conflict"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalog
  static let summary = "a standby replays the lock and cancels the queries in its way"
  static let documentation = """
    ACCESS EXCLUSIVE is replayed on every standby: there it waits for queries on the table up to
    max_standby_streaming_delay, while nothing else is replayed, and then cancels them. hot_standby_feedback does not help
    against it. Look at pg_stat_replication before, and keep the transaction short.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    let replicas = context.live?.activity?.replicas ?? []
    guard !replicas.isEmpty else { return [] }
    let steps = context.steps.filter { !context.tableLocks(of: $0, atLeast: .accessExclusive).isEmpty }
    guard let first = steps.first else { return [] }
    let delay = context.live?.settings["max_standby_streaming_delay"].flatMap(Double.init)
    let words = delay.map {
      $0 < 0 ? ", replay waits for queries without limit" : ", after \(Quantity.time($0)) at most"
    }
    let lag = replicas.compactMap(\.lag).max().map { "; behind by \(Quantity.bytes($0))" } ?? ""
    return [
      finding(
        at: first,
        "\(Quantity.counted(replicas.count, "standby server")) replay the ACCESS EXCLUSIVE of"
          + " \(Quantity.counted(steps.count, "step")) and cancel queries in its way\(words ?? "")\(lag)",
        because: "The lock is part of the WAL; the standby's queries on the table have to go.",
        instead: "a quiet time for the standbys too, and short transactions")
    ]
  }
}
