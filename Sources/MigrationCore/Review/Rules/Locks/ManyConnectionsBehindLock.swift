/// `many-connections-behind-lock`: sessions that queue behind a lock may use up the connections.
struct ManyConnectionsBehindLock: ReviewRule {
  static let id: RuleID = "many-connections-behind-lock"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let options = [
    RuleOption("sessions", .number(20), "sessions at work on a table from which its lock is reported"),
    RuleOption("connections_percent", .number(80), "share of max_connections in use from which a lock is reported"),
  ]
  static let summary = "sessions that queue behind a lock may use up the connections"
  static let documentation = """
    Sessions that wait behind ACCESS EXCLUSIVE keep their connections. When many use the table, or few connections are
    left, the server refuses new ones within seconds, for every table. Shorten lock_timeout, pause background jobs.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard let activity = context.live?.activity else { return [] }
    let many = context.number("sessions", of: Self.self)
    let share = context.number("connections_percent", of: Self.self)
    let isNearlyFull =
      activity.maximumConnections > 0 && activity.connections * 100 >= activity.maximumConnections * share
    var reported: Set<QualifiedName> = []
    return context.steps.compactMap { step in
      let tables = context.stoppedTables(by: step, atLeast: .accessExclusive)
      let busy = tables.first { table in activity.sessions.filter { $0.locks[table] != nil }.count >= many }
      guard let table = busy ?? (isNearlyFull && reported.isEmpty ? tables.first : nil),
        reported.insert(table).inserted
      else { return nil }
      let sessions = activity.sessions.filter { $0.locks[table] != nil }.count
      return finding(
        at: step,
        "stops \(context.described(table)), used by \(Quantity.counted(sessions, "session")) now;"
          + " \(activity.connections) of \(activity.maximumConnections) connections are taken",
        because: "Sessions that queue behind the lock keep their connections, until no new one is let in.",
        instead: "a lock_timeout of 1 second, background jobs paused, or a quiet time")
    }
  }
}
