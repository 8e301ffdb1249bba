/// Something of the target's present state that may stop a plan which is right in itself.
package struct PreflightCheck: Hashable, Sendable {
  package enum Subject: String, CaseIterable, Hashable, Sendable {
    case blockingSessions = "blocking sessions"
    case longTransactions = "long transactions"
    case preparedTransactions = "prepared transactions"
    case wraparoundVacuum = "vacuum against wraparound"
    case invalidIndexes = "invalid indexes"
    case lockTable = "room in the lock table"
    case connections
  }
  package var subject: Subject
  /// What stands in the way, one line each; empty when nothing does.
  package var obstacles: [String]

  package init(subject: Subject, obstacles: [String]) {
    self.subject = subject
    self.obstacles = obstacles
  }
}

extension ReviewContext {
  /// What to look at in the minutes before the plan is run, by the target as it is now; nothing without a database, or
  /// where its sessions were not read.
  package var preflight: [PreflightCheck] {
    guard let live, let activity = live.activity else { return [] }
    let sessions = activity.sessions.filter { !$0.isWraparoundVacuum }
    let blocking = sessions.flatMap { session in
      steps.lazy.compactMap { step -> String? in
        guard let lock = impact(of: step).locks.first(where: { session.holds(against: $0) }) else { return nil }
        return "\(session.words) holds what step \(step.id) needs: \(lock.mode.rawValue) on \(lock.relation)"
      }.prefix(1)
    }
    let long = sessions.filter { $0.transactionAge >= 60 }.map(\.words)
    let prepared = activity.preparedTransactions.map {
      "'\($0.name)' of \($0.owner), prepared \(Quantity.duration($0.age)) ago"
    }
    let vacuums = activity.sessions.filter(\.isWraparoundVacuum).map(\.words)
    let invalid = live.relations.filter { $0.value.index?.isValid == false }.keys.sorted().map { "\($0)" }
    return [
      PreflightCheck(subject: .blockingSessions, obstacles: blocking),
      PreflightCheck(subject: .longTransactions, obstacles: long),
      PreflightCheck(subject: .preparedTransactions, obstacles: prepared),
      PreflightCheck(subject: .wraparoundVacuum, obstacles: vacuums),
      PreflightCheck(subject: .invalidIndexes, obstacles: invalid),
      PreflightCheck(subject: .lockTable, obstacles: lockTableShortage(live)),
      PreflightCheck(subject: .connections, obstacles: connectionShortage(activity)),
    ]
  }

  /// A transaction group that wants more than half of the locks that the server has room for still.
  ///
  /// Source: PostgreSQL manual, "Lock Management": max_locks_per_transaction × (max_connections +
  /// max_prepared_transactions).
  private func lockTableShortage(_ live: LiveFacts) -> [String] {
    func number(_ name: String) -> Int? { live.settings[name].flatMap { Int($0) } }
    guard let each = number("max_locks_per_transaction"), let activity = live.activity, activity.maximumConnections > 0
    else { return [] }
    let room = each * (activity.maximumConnections + (number("max_prepared_transactions") ?? 0))
    return transactions.compactMap { transaction in
      let locked = Set(transaction.steps.flatMap { impact(of: $0).locks.map(\.relation) })
      // Every index of a table is locked with it.
      let needed =
        locked.reduce(locked.count) { $0 + history.indexes(of: $1).count }
        + transaction.steps.flatMap(\.facts.actions).reduce(0) { $0 + $1.locksOfItsOwn }
      guard needed * 2 > room - activity.locks, let first = transaction.steps.first else { return nil }
      let taken = activity.locks > 0 ? ", of which \(activity.locks) are taken" : ""
      return
        "the transaction from step \(first.id) on takes \(needed) locks, and the server has room for \(room)\(taken)"
    }
  }

  private func connectionShortage(_ activity: LiveActivity) -> [String] {
    guard activity.maximumConnections > 0, activity.connections * 10 >= activity.maximumConnections * 9 else {
      return []
    }
    return ["\(activity.connections) of \(activity.maximumConnections) connections are in use"]
  }
}

extension StatementAction {
  /// Locks on what a statement makes: a table with its row type, its constraints, the indexes of its keys, and the table
  /// with an index that long values go to; an index (as PostgreSQL 18.6 has them in `pg_locks`).
  fileprivate var locksOfItsOwn: Int {
    if case .createIndex = self { return 1 }
    guard case .createTable(let table) = self else { return 0 }
    return table.allConstraints.reduce(4) { locks, constraint in
      switch constraint.kind {
      case .unique, .primaryKey, .exclusion: locks + 2
      case .check, .foreignKey, .notNull: locks + 1
      }
    }
  }
}
