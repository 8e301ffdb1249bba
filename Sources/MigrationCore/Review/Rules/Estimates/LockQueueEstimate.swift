/// `lock-queue-estimate`: how many sessions queue behind a waiting lock.
struct LockQueueEstimate: StepRule {
  static let id: RuleID = "lock-queue-estimate"
  static let category = RuleCategory.estimate
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let options = [RuleOption("seconds", .number(5), "how long a lock is awaited where lock_timeout is 0")]
  static let summary = "how many sessions queue behind a waiting lock"
  static let documentation = """
    While ACCESS EXCLUSIVE waits for its turn, every statement that comes later waits behind it. Their number is the
    table's scans per second times lock_timeout; when it passes the free connections, everything stops.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard let activity = context.live?.activity else { return [] }
    let timeout = context.live?.settings["lock_timeout"].flatMap { Double($0) } ?? 0
    let seconds = timeout > 0 ? timeout / 1000 : Double(context.number("seconds", of: Self.self))
    let free = activity.maximumConnections - activity.connections
    return context.impact(of: step).locks.compactMap { lock in
      guard lock.mode == .accessExclusive, let rate = context.relation(lock.relation)?.use?.scansPerSecond,
        rate * seconds > Double(free) / 2
      else { return nil }
      return finding(
        at: step,
        "about \(Int(rate * seconds)) sessions queue for \(lock.relation) while the lock is awaited; \(free) connections are free",
        because: "\(Quantity.decimal(rate)) scans a second × \(Quantity.duration(seconds)).",
        instead: "a shorter lock_timeout, or a quieter hour")
    }
  }
}
