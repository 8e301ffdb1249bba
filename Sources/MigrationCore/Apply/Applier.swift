/// Decides what happens next, given what happened; performs nothing.
///
/// A group of several statements is one transaction. A single statement commits by itself, because PostgreSQL refuses
/// some in a transaction block. A group with a wait is run step by step, as pgschema does. A group that runs into
/// `lock_timeout` is rolled back and tried again, later each time; what may have left something behind is not.
package struct Applier: Sendable {
  package enum Action: Hashable, Sendable {
    /// Opens the transaction of a group; groups count from one.
    case begin(Int)
    case run(StepID)
    /// Asks a wait's query whether it is done, after a pause.
    case poll(StepID, afterMilliseconds: Int)
    case commit(Int)
    case rollback(Int)
    case pause(group: Int, attempt: Int, milliseconds: Int)
    case finish(ApplyOutcome)
  }

  package enum Event: Hashable, Sendable {
    /// The action is done; for a poll, the wait is over.
    case succeeded
    /// The wait is not over; milliseconds since its first poll.
    case notDone(elapsedMilliseconds: Int)
    case lockTimedOut(String)
    case failed(String)
    /// Somebody asked to stop, and nothing is running.
    case cancelled
  }

  /// How often a group is tried when it does not get its locks.
  package static let attempts = 5

  private enum Ending { case failed(StepID, String), lockTimedOut(StepID, String), cancelled(StepID?) }

  private let groups: [TransactionGroup]
  private var group = 0
  private var step = 0
  private var attempt = 1
  private var last: Action?
  private var ending: Ending?

  package init(_ plan: Plan) { groups = plan.groups }

  private var id: StepID { StepID(group: group + 1, step: step + 1) }
  private var isTransaction: Bool { Self.isTransaction(groups[group]) }

  /// Whether a group is sent as BEGIN … COMMIT.
  package static func isTransaction(_ group: TransactionGroup) -> Bool {
    group.steps.count > 1 && group.steps.allSatisfy { $0.directive == nil }
  }

  /// The first action.
  package mutating func start() -> Action { remember(beginGroup()) }

  /// The action after `event`, which answers the last action.
  package mutating func handle(_ event: Event) -> Action {
    guard let last else { return start() }
    switch (last, event) {
    case (.finish, _): return last
    case (.begin, .succeeded), (.pause, .succeeded):
      if case .pause = last { return remember(beginGroup()) }
      return remember(.run(id))
    case (.run, .succeeded), (.poll, .succeeded):
      step += 1
      if step < groups[group].steps.count { return remember(stepAction()) }
      if isTransaction { return remember(.commit(group + 1)) }
      return remember(nextGroup())
    case (.poll, .notDone(let elapsed)): return remember(.poll(id, afterMilliseconds: Self.pollPause(elapsed)))
    case (.commit, .succeeded): return remember(nextGroup())
    case (.rollback, _): return remember(afterRollback())
    case (_, .failed(let message)): return stop(.failed(id, message))
    case (_, .lockTimedOut(let message)):
      // Outside a transaction a statement may have left something half done: an invalid index, say.
      guard isTransaction, attempt < Self.attempts else { return stop(.failed(id, message)) }
      return stop(.lockTimedOut(id, message))
    case (_, .cancelled): return stop(.cancelled(id))
    case (_, .notDone): return stop(.failed(id, "an answer came that nobody asked for"))
    }
  }

  private mutating func remember(_ action: Action) -> Action {
    last = action
    return action
  }

  private func beginGroup() -> Action {
    guard group < groups.count else { return .finish(outcome(.applied)) }
    return isTransaction ? .begin(group + 1) : stepAction()
  }

  private func stepAction() -> Action {
    groups[group].steps[step].directive == nil ? .run(id) : .poll(id, afterMilliseconds: 0)
  }

  private mutating func nextGroup() -> Action {
    group += 1
    step = 0
    attempt = 1
    return beginGroup()
  }

  private mutating func stop(_ ending: Ending) -> Action {
    self.ending = ending
    if isTransaction {
      if case .begin = last { return remember(afterRollback()) }
      // A COMMIT that failed has rolled back already; one more ROLLBACK harms nothing.
      return remember(.rollback(group + 1))
    }
    return remember(afterRollback())
  }

  private mutating func afterRollback() -> Action {
    switch ending {
    case .lockTimedOut:
      ending = nil
      step = 0
      defer { attempt += 1 }
      return .pause(group: group + 1, attempt: attempt + 1, milliseconds: 500 << attempt)
    case .failed(let id, let message): return .finish(outcome(.failed(id, message: message)))
    case .cancelled(let id): return .finish(outcome(.cancelled(id)))
    case nil: return .finish(outcome(.applied))
    }
  }

  private func outcome(_ ending: ApplyOutcome.Ending) -> ApplyOutcome {
    let done = min(group, groups.count)
    return ApplyOutcome(
      ending: ending, committedGroups: Array(1..<(done + 1)), openGroups: Array((done + 1)..<(groups.count + 1)))
  }

  /// Milliseconds to the next poll, as pgschema polls: every second, after 10 s every 5, after 30 s every 10.
  private static func pollPause(_ elapsed: Int) -> Int { elapsed < 10_000 ? 1000 : elapsed < 30_000 ? 5000 : 10_000 }
}
