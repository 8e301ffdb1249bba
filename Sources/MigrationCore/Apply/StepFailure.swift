/// What the server, or the way to it, said when a step, BEGIN or COMMIT failed.
package struct StepFailure: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// `lock_timeout` ran out: SQLSTATE 55P03.
    case lockNotAvailable
    /// Somebody cancelled the statement: SQLSTATE 57014.
    case cancelled
    /// The session is gone, and with it every transaction that was open.
    case connectionLost
    case other
  }

  package var kind: Kind
  package var message: String

  package init(_ kind: Kind, message: String) {
    self.kind = kind
    self.message = message
  }
}

/// What became of an index that a concurrent build was to make.
package enum IndexState: Hashable, Sendable {
  case missing
  case valid
  /// A build did not get to its end: it is maintained by every write and used by no query.
  case invalid
}

/// How often a group is tried that did not get its locks in time.
package struct RetryRule: Hashable, Sendable {
  /// The first attempt included.
  package var attempts: Int
  /// Before the second attempt; doubled before each one after that.
  package var firstDelayMilliseconds: Int

  package init(attempts: Int = 5, firstDelayMilliseconds: Int = 1_000) {
    self.attempts = attempts
    self.firstDelayMilliseconds = firstDelayMilliseconds
  }

  func delayMilliseconds(after attempt: Int) -> Int { firstDelayMilliseconds << min(attempt - 1, 10) }
}
