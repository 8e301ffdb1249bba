/// What the server, or the way to it, said when a step, BEGIN or COMMIT failed.
package struct StepFailure: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Its locks were not to be had: `lock_timeout` ran out, a deadlock, or a build that waited too long for others.
    case lockNotAvailable
    /// Somebody cancelled the statement: SQLSTATE 57014.
    case cancelled
    /// The session is gone, and with it every transaction that was open.
    case connectionLost
    /// The ledger cannot be reached, or what was written into it last is not known to be kept.
    case ledgerLost
    /// What a wait waits for will never be.
    case hopelessWait
    case other
  }

  package var kind: Kind
  package var message: String
  /// Whether what failed may have taken effect all the same, or left a half of it.
  package var mayHaveLeftSomething = false

  package init(_ kind: Kind, message: String, mayHaveLeftSomething: Bool = false) {
    self.kind = kind
    self.message = message
    self.mayHaveLeftSomething = mayHaveLeftSomething
  }
}

/// How often a group is tried that did not get its locks in time.
package struct RetryRule: Hashable, Sendable {
  /// The first attempt included.
  package var attempts: Int
  /// Before the second attempt; doubled before each one after that.
  package var firstDelayMilliseconds: Int
  /// No pause is longer.
  package var longestDelayMilliseconds = 60_000
  /// How often an index that turned out invalid while something waited for it is built again.
  package var rebuilds = 2

  package init(attempts: Int = 10, firstDelayMilliseconds: Int = 1_000) {
    self.attempts = attempts
    self.firstDelayMilliseconds = firstDelayMilliseconds
  }

  func delayMilliseconds(after attempt: Int) -> Int {
    min(firstDelayMilliseconds << min(attempt - 1, 10), longestDelayMilliseconds)
  }
}

/// How an apply goes on that lost its connection or its ledger: it connects again and takes up its own change.
package struct ReconnectionRule: Hashable, Sendable {
  /// For how long it tries, each time.
  package var patience: Duration
  /// How often, as long as no further group is committed; zero for never.
  package var times: Int
  package var firstDelayMilliseconds = 250
  /// No pause between two attempts is longer.
  package var longestDelayMilliseconds = 10_000

  package init(patience: Duration = .seconds(120), times: Int = 5) {
    self.patience = patience
    self.times = times
  }

  package static let never = Self(times: 0)
}

extension StepFailure {
  /// PostgreSQL said that it was done, and it is not.
  static func withoutEffect(_ step: StepID) -> Self {
    Self(
      .other, message: "step \(step) ended without an error, but what it makes is not there or not valid",
      mayHaveLeftSomething: true)
  }

  static func runningElsewhere(_ step: StepID, _ process: Int32) -> Self {
    Self(.other, message: "session \(process) is doing what step \(step) does: wait until it has ended")
  }

  static func notRecorded(_ group: Int, _ failure: Self) -> Self {
    Self(
      failure.kind, message: "group \(group) ran, but that could not be recorded: \(failure.message)",
      mayHaveLeftSomething: true)
  }

  static func commitUnknown(_ group: Int, _ failure: Self) -> Self {
    Self(
      .connectionLost, message: "\(failure.message); whether group \(group) was committed is not known here",
      mayHaveLeftSomething: true)
  }

  static func effectUnknown(_ step: StepID, _ failure: Self) -> Self {
    Self(
      .connectionLost, message: "\(failure.message); whether step \(step) took effect is not known here",
      mayHaveLeftSomething: true)
  }
}
