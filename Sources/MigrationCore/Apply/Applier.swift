/// Decides what an apply does next, given what happened; somebody else does it.
///
/// A group of several steps is a transaction. A group of one step is sent as it is, which PostgreSQL makes a
/// transaction of wherever that is possible, and so serves `CREATE INDEX CONCURRENTLY` too. A group that does not get a
/// lock in time is rolled back and tried again, later each time; so is a concurrent index build, once the invalid index
/// that it left is gone. What may leave something else behind is not tried again.
package struct Applier: Sendable {
  /// What to do; each is answered by one event.
  package enum Action: Hashable, Sendable {
    /// Opens the group's transaction; groups count from one.
    case begin(group: Int)
    /// Run the step's SQL.
    case run(StepID)
    /// Run a wait's query, after that time; answered by `polled`.
    case poll(StepID, afterMilliseconds: Int)
    /// Look at the index that this step builds concurrently; answered by `index`.
    case inspectIndex(StepID, QualifiedName)
    /// Drop the invalid index that this step left, concurrently.
    case dropInvalidIndex(StepID, QualifiedName)
    case commit(group: Int)
    case rollBack(group: Int)
    /// Wait, before the group is tried for the `attempt`th time.
    case pause(group: Int, attempt: Int, milliseconds: Int)
    case finish(ApplyOutcome)
  }

  package enum Event: Hashable, Sendable {
    case succeeded
    case failed(StepFailure)
    /// A wait's query answered; the time is since the wait began.
    case polled(isDone: Bool, elapsedMilliseconds: Int)
    case index(IndexState)
  }

  private enum State: Hashable, Sendable {
    case idle
    case beginning(group: Int)
    case running(StepID)
    case waiting(StepID)
    case inspectingBefore(StepID)
    case inspectingAfter(StepID)
    case inspectingAfterFailure(StepID, StepFailure)
    case droppingInvalidIndex(StepID)
    case committing(group: Int)
    case rollingBack(group: Int, StepID, StepFailure)
    case stopping(group: Int, StepID)
    case pausing(group: Int)
    case ended
  }

  private let plan: Plan
  /// The indexes that steps build concurrently, as far as their names are known.
  private let concurrentIndexes: [StepID: QualifiedName]
  /// Steps alone in their group of which nothing is left when they fail, as far as their SQL was understood.
  private let atomicSteps: Set<StepID>
  private let retry: RetryRule
  private var state = State.idle
  private var attempt = 1
  /// Whether an attempt of the group that runs now left an invalid index that is not dropped yet.
  private var leftInvalidIndex = false
  private var remarks: [String] = []
  /// Groups that are committed, in order.
  package private(set) var committedGroups: [Int] = []
  /// Set to have it stop before the next statement; the group that is open then is rolled back.
  package var isStopRequested = false

  /// An applier for `plan`.
  ///
  /// - Parameters:
  ///   - plan: what to run.
  ///   - facts: what each step's SQL does, as far as it was understood.
  ///   - retry: how often to try again for a lock.
  /// - Throws: ``ApplyError`` when a group of several steps holds one that cannot be part of a transaction.
  package init(plan: Plan, facts: [StepID: StatementFacts], retry: RetryRule = RetryRule()) throws(ApplyError) {
    self.plan = plan
    self.retry = retry
    var indexes: [StepID: QualifiedName] = [:]
    var atomic: Set<StepID> = []
    for (id, step) in plan.steps {
      if plan.groups[id.group - 1].steps.count > 1 {
        if step.directive != nil { throw .notGroupable(id, form: "a wait") }
        if let form = facts[id]?.nonTransactionalForms.first { throw .notGroupable(id, form: form) }
        for case .transactionControl(let command) in facts[id]?.actions ?? [] {
          throw .controlsTransaction(id, command: command)
        }
      } else if let facts = facts[id], facts.isAnalysed {
        indexes[id] = facts.concurrentIndex
        if facts.nonTransactionalForms.isEmpty { atomic.insert(id) }
      }
    }
    concurrentIndexes = indexes
    atomicSteps = atomic
  }

  /// The first action.
  package mutating func start() -> Action { start(group: 1) }

  /// Takes in what became of the last action and says what is next.
  package mutating func handle(_ event: Event) -> Action {
    switch (state, event) {
    case (.beginning(let group), .succeeded): return run(StepID(group: group, step: 1))
    case (.beginning(let group), .failed(let failure)): return giveUp(StepID(group: group, step: 1), failure)

    case (.running(let step), .succeeded): return afterSuccess(of: step)
    case (.running(let step), .failed(let failure)): return afterFailure(of: step, failure)

    case (.waiting(let step), .polled(let isDone, let elapsed)):
      if isDone { return finishGroup(step.group) }
      if isStopRequested { return cancel(at: step) }
      return .poll(step, afterMilliseconds: Self.pollInterval(elapsedMilliseconds: elapsed))
    case (.waiting(let step), .failed(let failure)): return giveUp(step, failure)

    case (.inspectingBefore(let step), .index(.invalid)):
      if leftInvalidIndex { return drop(step) }
      remarkInvalidIndex(step)
      return giveUp(step, .invalidIndex(index(step), "is there already, left by a build that did not end"))
    case (.inspectingBefore(let step), .index(.valid)), (.inspectingBefore(let step), .index(.missing)):
      if isStopRequested { return cancel(at: step) }
      state = .running(step)
      return .run(step)
    case (.inspectingAfter(let step), .index(.invalid)):
      remarkInvalidIndex(step)
      return giveUp(step, .invalidIndex(index(step), "was built by this step"))
    case (.inspectingAfter(let step), .index(.valid)), (.inspectingAfter(let step), .index(.missing)):
      return finishGroup(step.group)
    case (.inspectingAfterFailure(let step, let failure), .index(let found)):
      return afterInspection(of: step, failure, found)
    case (.inspectingBefore(let step), .failed(let failure)), (.inspectingAfter(let step), .failed(let failure)):
      return giveUp(step, failure)
    case (.inspectingAfterFailure(let step, let failure), .failed): return giveUp(step, failure)
    case (.droppingInvalidIndex(let step), .succeeded):
      leftInvalidIndex = false
      return pause(step.group)
    case (.droppingInvalidIndex(let step), .failed(let failure)):
      if canRetry(failure) { return pause(step.group) }
      remarkInvalidIndex(step)
      return giveUp(step, failure)

    case (.committing(let group), .succeeded): return finishGroup(group)
    case (.committing(let group), .failed(let failure)):
      return giveUp(lastStep(of: group), failure.kind == .connectionLost ? .commitUnknown(group, failure) : failure)

    case (.rollingBack(_, let step, let failure), .succeeded), (.rollingBack(_, let step, let failure), .failed):
      return canRetry(failure) ? pause(step.group) : giveUp(step, failure)
    case (.stopping(_, let step), .succeeded), (.stopping(_, let step), .failed): return cancel(at: step)

    case (.pausing(let group), .succeeded): return start(group: group)

    case (.idle, _), (.beginning, _), (.running, _), (.waiting, _), (.inspectingBefore, _), (.inspectingAfter, _),
      (.inspectingAfterFailure, _), (.droppingInvalidIndex, _), (.committing, _), (.rollingBack, _), (.stopping, _),
      (.pausing, _), (.ended, _):
      preconditionFailure("\(event) is impossible in \(state)")
    }
  }
}

// MARK: - Transitions

extension Applier {
  private func isAlone(_ group: Int) -> Bool { plan.groups[group - 1].steps.count == 1 }

  private func lastStep(of group: Int) -> StepID { StepID(group: group, step: plan.groups[group - 1].steps.count) }

  /// The index as SQL names it.
  private func index(_ step: StepID) -> String { concurrentIndexes[step].map { ("\($0)" as SQLText).text } ?? "" }

  private mutating func start(group: Int) -> Action {
    guard group <= plan.groups.count else { return finish(.applied) }
    let first = StepID(group: group, step: 1)
    if isStopRequested { return cancel(at: nil) }
    guard isAlone(group) else {
      state = .beginning(group: group)
      return .begin(group: group)
    }
    if plan.groups[group - 1].steps[0].directive != nil {
      state = .waiting(first)
      return .poll(first, afterMilliseconds: 0)
    }
    if let index = concurrentIndexes[first] {
      state = .inspectingBefore(first)
      return .inspectIndex(first, index)
    }
    return run(first)
  }

  private mutating func run(_ step: StepID) -> Action {
    if isStopRequested { return stop(step) }
    state = .running(step)
    return .run(step)
  }

  private mutating func afterSuccess(of step: StepID) -> Action {
    if let index = concurrentIndexes[step] {
      state = .inspectingAfter(step)
      return .inspectIndex(step, index)
    }
    if isAlone(step.group) { return finishGroup(step.group) }
    if isStopRequested { return stop(step) }
    guard step == lastStep(of: step.group) else { return run(StepID(group: step.group, step: step.step + 1)) }
    state = .committing(group: step.group)
    return .commit(group: step.group)
  }

  private mutating func afterFailure(of step: StepID, _ failure: StepFailure) -> Action {
    guard isAlone(step.group) else {
      if failure.kind == .connectionLost { return giveUp(step, failure) }
      state = .rollingBack(group: step.group, step, failure)
      return .rollBack(group: step.group)
    }
    if failure.kind == .connectionLost { return giveUp(step, .effectUnknown(step, failure)) }
    if let index = concurrentIndexes[step] {
      state = .inspectingAfterFailure(step, failure)
      return .inspectIndex(step, index)
    }
    return canRetry(failure) && atomicSteps.contains(step) ? pause(step.group) : giveUp(step, failure)
  }

  /// An index that is invalid now was not there before, so it is this build's own and may go before the next try.
  private mutating func afterInspection(of step: StepID, _ failure: StepFailure, _ found: IndexState) -> Action {
    guard canRetry(failure) else {
      if found == .invalid { remarkInvalidIndex(step) }
      return giveUp(step, failure)
    }
    guard found == .invalid else { return pause(step.group) }
    leftInvalidIndex = true
    return drop(step)
  }

  private mutating func drop(_ step: StepID) -> Action {
    guard let index = concurrentIndexes[step] else { preconditionFailure("step \(step) builds no index") }
    state = .droppingInvalidIndex(step)
    return .dropInvalidIndex(step, index)
  }

  private mutating func remarkInvalidIndex(_ step: StepID) {
    remarks.append("an invalid index is left; drop it: DROP INDEX CONCURRENTLY \(index(step));")
  }

  private func canRetry(_ failure: StepFailure) -> Bool {
    failure.kind == .lockNotAvailable && attempt < retry.attempts && !isStopRequested
  }

  private mutating func pause(_ group: Int) -> Action {
    let delay = retry.delayMilliseconds(after: attempt)
    attempt += 1
    state = .pausing(group: group)
    return .pause(group: group, attempt: attempt, milliseconds: delay)
  }

  private mutating func finishGroup(_ group: Int) -> Action {
    committedGroups.append(group)
    attempt = 1
    return start(group: group + 1)
  }

  /// Stops inside an open transaction.
  private mutating func stop(_ step: StepID) -> Action {
    guard !isAlone(step.group) else { return cancel(at: step) }
    state = .stopping(group: step.group, step)
    return .rollBack(group: step.group)
  }

  private mutating func giveUp(_ step: StepID, _ failure: StepFailure) -> Action {
    if failure.kind == .cancelled, isStopRequested { return cancel(at: step) }
    let tries = failure.kind == .lockNotAvailable && attempt > 1 ? " (tried \(attempt) times)" : ""
    return finish(.failed(step, message: failure.message + tries))
  }

  private mutating func cancel(at step: StepID?) -> Action { finish(.cancelled(step)) }

  private mutating func finish(_ ending: ApplyOutcome.Ending) -> Action {
    state = .ended
    let open = plan.groups.indices.map { $0 + 1 }.filter { !committedGroups.contains($0) }
    return .finish(ApplyOutcome(ending: ending, committedGroups: committedGroups, openGroups: open, remarks: remarks))
  }

  /// As pgschema polls: every second for ten seconds, every five up to thirty, then every ten.
  private static func pollInterval(elapsedMilliseconds: Int) -> Int {
    elapsedMilliseconds < 10_000 ? 1_000 : elapsedMilliseconds < 30_000 ? 5_000 : 10_000
  }
}

extension StepFailure {
  fileprivate static func invalidIndex(_ index: String, _ origin: String) -> Self {
    Self(.other, message: "the index \(index) \(origin) and is invalid")
  }

  fileprivate static func commitUnknown(_ group: Int, _ failure: Self) -> Self {
    Self(
      .connectionLost,
      message: "\(failure.message); whether group \(group) was committed is not known: "
        + "look before applying again")
  }

  fileprivate static func effectUnknown(_ step: StepID, _ failure: Self) -> Self {
    Self(
      .connectionLost,
      message: "\(failure.message); whether step \(step) took effect is not known: look before applying again")
  }
}

extension StatementFacts {
  /// The index that this builds concurrently; nil when it builds none, or PostgreSQL chooses the name.
  package var concurrentIndex: QualifiedName? {
    for case .createIndex(let index) in actions where index.isConcurrent { return index.name }
    return nil
  }
}
