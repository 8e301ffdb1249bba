/// `long-running-blockers`: a session holds what a step needs, and does not look like letting go.
struct LongRunningBlockers: StepRule {
  static let id: RuleID = "long-running-blockers"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let options = [
    RuleOption("age_s", .number(5), "seconds that a transaction has run from which it is reported")
  ]
  static let summary = "a session holds what a step needs, and does not look like letting go"
  static let documentation = """
    A transaction that has held a conflicting lock for longer than lock_timeout will most likely hold it on: the step
    cannot win, and while it waits everybody else waits behind it. Wait for the session, end it, or choose another time.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard let activity = context.live?.activity else { return [] }
    let age = Double(context.number("age_s", of: Self.self))
    let needed = context.locks(of: step, atLeast: .shareUpdateExclusive)
    return activity.sessions.filter { $0.transactionAge >= age && !$0.isWraparoundVacuum }.compactMap { session in
      guard let lock = needed.first(where: { session.holds(against: $0) }) else { return nil }
      return finding(
        lock.mode >= .share ? .error : .warning, at: step,
        "\(lock.mode.rawValue) on \(context.described(lock.relation)) waits for \(session.words)",
        because: "It holds \(session.strongest(on: lock.relation)) there; its last statement: \(session.query)",
        instead: "wait for it, or SELECT pg_terminate_backend(\(session.processID));")
    }
  }
}

extension LiveSession {
  /// Whether it holds a lock that `needed` has to wait for.
  func holds(against needed: RelationLock) -> Bool {
    locks[needed.relation]?.contains { $0.conflicts(with: needed.mode) } ?? false
  }

  fileprivate func strongest(on relation: QualifiedName) -> String { locks[relation]?.max()?.rawValue ?? "a lock" }

  /// `pid 4121 (etl, idle in transaction, 41 min)`.
  var words: String {
    let who = application.isEmpty ? user : application
    return "pid \(processID) (\(who), \(state), \(Quantity.time(transactionAge * 1_000)))"
  }
}
