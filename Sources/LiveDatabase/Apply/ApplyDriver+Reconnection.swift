import MigrationCore
import Postgres

/// One call of an apply, over however many connections.
struct ApplyRun {
  let approved: ApprovedPlan
  let facts: [StepID: StatementFacts]
  let order: ApplyOrder
  let recorder: ChangeRecorder
  let feed: ApplyFeed
  /// Since when the window counts.
  let startedAt = ContinuousClock.now
}

/// What became of a plan over one connection.
struct ApplyAttempt {
  var outcome: ApplyOutcome
  /// Whether the connection or the ledger was lost; how it ended is then not recorded.
  let isInterrupted: Bool
  private let beginning: ApplyBeginning

  init(outcome: ApplyOutcome, isInterrupted: Bool, _ beginning: ApplyBeginning) {
    self.outcome = outcome
    self.isInterrupted = isInterrupted
    self.beginning = beginning
  }

  /// The outcome, after saying in the ledger what can still be said.
  var ended: ApplyOutcome { isInterrupted ? beginning.record(outcome, nil) : outcome }
}

extension ApplyDriver {
  /// Goes on after a lost connection as `apply --resume` would, for as long as that gets further.
  ///
  /// Everything is looked at again: who holds the schema's lock, what the ledger says ran, and whether what is left to
  /// touch is as it was. Without a ledger nobody could know, so nothing is taken up.
  func goingOn(_ run: ApplyRun, after first: ApplyAttempt) -> ApplyOutcome {
    var attempt = first
    var tries = 0
    while attempt.isInterrupted, run.recorder.isRecording, tries < limits.reconnection.times {
      let before = attempt.outcome.committedGroups.count
      switch takeUp(run, after: attempt.outcome) {
      case .success(let next): attempt = next
      case .failure(let refusal):
        attempt.outcome.change = run.recorder.change
        // The row that says how it ended was kept after all.
        if refusal.code == .notResumable, attempt.outcome.ending == .applied { return attempt.outcome }
        attempt.outcome.remarks.append("it was not gone on with: \(refusal.reason)")
        // The rows of whoever has it are not to be mixed with this run's.
        let isLeftToOthers = refusal.code == .alreadyRunning || refusal.code == .takenUp
        return isLeftToOthers ? attempt.outcome : attempt.ended
      }
      tries = attempt.outcome.committedGroups.count > before ? 0 : tries + 1
    }
    return attempt.ended
  }

  /// Why a change was not taken up again.
  private struct Refusal: Error {
    var reason: String
    var code: ApplyError.Code?
  }

  private func takeUp(_ run: ApplyRun, after outcome: ApplyOutcome) -> Result<ApplyAttempt, Refusal> {
    let rule = limits.reconnection
    let deadline = ContinuousClock.now + rule.patience
    var delay = rule.firstDelayMilliseconds
    run.feed.send(
      .connectionLost(outcome.ending.words, retriedForSeconds: Int(rule.patience.components.seconds)))
    while true {
      control.pause(delay)
      guard !control.isStopping else { return .failure(Refusal(reason: "somebody asked to stop")) }
      do { return .success(try attempt(run, .reconnecting)) } catch {
        let isPassing = Self.isPassing(error) && ContinuousClock.now < deadline
        guard isPassing else {
          return .failure(Refusal(reason: ApplyBeginning.words(error), code: (error as? ApplyError)?.code))
        }
      }
      delay = min(delay * 2, rule.longestDelayMilliseconds)
    }
  }

  /// Whether it may be over in a moment: a server that starts, one that is not the primary yet, our own last session
  /// that has not noticed.
  private static func isPassing(_ error: any Error) -> Bool {
    switch error {
    case let error as PostgresError:
      error.kind == .connectionLost || error.kind == .connectionFailed || error.sqlState == .readOnlySQLTransaction
    case let error as CatalogReadingError: error.code == .server
    case let error as LedgerError: error.code == .notAvailable
    case let error as ApplyError: error.code == .alreadyRunning
    default: false
    }
  }
}

extension ApplyOutcome.Ending {
  /// What is said of it while it is gone on with.
  fileprivate var words: String {
    switch self {
    case .applied: "the connection was lost before the end was recorded"
    case .failed(_, let message): message
    case .cancelled: "cancelled"
    }
  }
}
