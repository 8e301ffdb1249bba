/// What an apply tells whoever watches it, in order.
package enum ApplyProgress: Hashable, Sendable {
  /// Before, between and after the steps, reading the schema say, it waits for locks that these sessions hold; for nobody
  /// any more when there are none.
  case waiting(on: [LockHolder])
  case groupStarted(Int, of: Int)
  case stepStarted(StepID)
  /// 0 to 100, from a wait's query or `pg_stat_progress_*`.
  case stepProgress(StepID, percent: Int)
  /// The step waits for a lock that these sessions hold; for nobody any more when there are none.
  case stepWaiting(StepID, on: [LockHolder])
  /// What the server said meanwhile.
  case notice(StepID, String)
  /// The step ran; with its group still open it can still be rolled back.
  case stepFinished(StepID, milliseconds: Int)
  case groupCommitted(Int)
  /// Lock timeout: the group was rolled back and is tried again.
  case groupRetried(Int, attempt: Int, afterMilliseconds: Int)
  /// The session or the ledger is lost, and why; what was not committed is undone. It tries to connect for that long.
  case connectionLost(String, retriedForSeconds: Int)
  /// It has a session again and knows that these groups are committed.
  case reconnected(committedGroups: [Int])
}

/// A session that holds a lock somebody waits for.
package struct LockHolder: Hashable, Sendable {
  package var processID: Int32
  package var user: String
  package var applicationName: String
  /// What it runs or ran last, as `pg_stat_activity.query` has it.
  package var query: String

  package init(processID: Int32, user: String, applicationName: String, query: String) {
    self.processID = processID
    self.user = user
    self.applicationName = applicationName
    self.query = query
  }
}

/// How an apply ended.
package struct ApplyOutcome: Hashable, Sendable {
  package enum Ending: Hashable, Sendable {
    case applied
    /// The failing step and what the server said; the groups before it stay committed.
    case failed(StepID, message: String)
    /// Somebody asked to stop.
    case cancelled(StepID?)
  }
  package var ending: Ending
  /// Groups that are committed, counted from one, in order.
  package var committedGroups: [Int]
  /// Groups that did not run or were rolled back.
  package var openGroups: [Int]

  /// Whether something of a group that is not committed may be there: a half, or what nobody knows.
  package var mayHaveLeftSomething = false
  /// What is left to do by hand, a line each; commands are SQL.
  package var remarks: [String]
  /// The number in the ledger; nil when nothing was recorded.
  package var change: Int?
  /// The target afterwards; nil when it was not read.
  package var result: RecordedState?

  /// Whether it stopped on the way, so that the target is not as it was before.
  package var isPartWay: Bool {
    switch ending {
    case .applied: false
    case .failed, .cancelled: !committedGroups.isEmpty || mayHaveLeftSomething
    }
  }

  package init(
    ending: Ending, committedGroups: [Int], openGroups: [Int], mayHaveLeftSomething: Bool = false,
    remarks: [String] = []
  ) {
    self.ending = ending
    self.committedGroups = committedGroups
    self.openGroups = openGroups
    self.mayHaveLeftSomething = mayHaveLeftSomething
    self.remarks = remarks
  }
}
