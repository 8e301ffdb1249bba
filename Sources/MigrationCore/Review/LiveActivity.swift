/// What goes on in the target's database at the moment: who would stand in a step's way, and what a step would strain.
package struct LiveActivity: Hashable, Sendable {
  /// The other sessions of the database that are in a transaction, the oldest first.
  package var sessions: [LiveSession] = []
  package var preparedTransactions: [PreparedTransaction] = []
  package var replicas: [LiveReplica] = []
  package var slots: [ReplicationSlot] = []
  /// Sessions of all databases, and how many there may be.
  package var connections = 0
  package var maximumConnections = 0
  /// Locks of all databases that take up room in the shared lock table.
  package var locks = 0

  package init() {}
}

/// A session in a transaction, or a vacuum that does not give way.
package struct LiveSession: Hashable, Sendable {
  package var processID: Int
  package var user: String
  package var application: String
  /// As `pg_stat_activity.state`: `active`, `idle in transaction`.
  package var state: String
  /// Seconds since its transaction began.
  package var transactionAge: Double
  package var query: String
  /// What it holds on relations of the plan's schemas.
  package var locks: [QualifiedName: Set<LockMode>] = [:]
  /// An autovacuum "to prevent wraparound", which does not yield to DDL.
  package var isWraparoundVacuum = false

  package init(
    processID: Int, user: String, application: String, state: String, transactionAge: Double, query: String
  ) {
    self.processID = processID
    self.user = user
    self.application = application
    self.state = state
    self.transactionAge = transactionAge
    self.query = query
  }
}

/// A transaction that waits for `COMMIT PREPARED`; no session can be canceled to end it.
package struct PreparedTransaction: Hashable, Sendable {
  package var name: String
  package var owner: String
  /// Seconds since it was prepared.
  package var age: Double

  package init(name: String, owner: String, age: Double) {
    self.name = name
    self.owner = owner
    self.age = age
  }
}

/// A standby that streams from the target.
package struct LiveReplica: Hashable, Sendable {
  package var application: String
  package var state: String
  /// Bytes that it has not replayed; nil when not told.
  package var lag: Int64?

  package init(application: String, state: String, lag: Int64?) {
    self.application = application
    self.state = state
    self.lag = lag
  }
}

package struct ReplicationSlot: Hashable, Sendable {
  package var name: String
  package var isLogical: Bool
  package var isActive: Bool
  /// Bytes of WAL that it keeps; nil when it keeps none yet.
  package var retained: Int64?

  package init(name: String, isLogical: Bool, isActive: Bool, retained: Int64?) {
    self.name = name
    self.isLogical = isLogical
    self.isActive = isActive
    self.retained = retained
  }
}
