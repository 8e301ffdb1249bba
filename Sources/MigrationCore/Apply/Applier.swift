/// Decides what an apply does next, given what happened; somebody else does it.
///
/// A group is a transaction wherever PostgreSQL allows it. One statement that PostgreSQL refuses inside a transaction,
/// or that was not understood, is announced before it is sent, so that whoever takes the change up again knows that it
/// may have run, and looks at what it left in the catalog. A group that does not get its locks in time is rolled back
/// and tried again, later each time; so is a concurrent index build, once the invalid index that it left is gone.
package struct Applier: Sendable {
  /// What to do; each is answered by one event.
  package enum Action: Hashable, Sendable {
    /// Opens the group's transaction; groups count from one.
    case begin(group: Int)
    /// Record that this step is about to be sent without a transaction.
    case announce(StepID)
    /// Run the step's SQL, in the transaction that is open.
    case run(StepID)
    /// Run the step's SQL as it is; by its trace it can be seen afterwards.
    case runAlone(StepID, StepTrace)
    /// Run a wait's query, after that time; answered by `polled`.
    case poll(StepID, afterMilliseconds: Int)
    /// Look at what the step leaves in the catalog; answered by `found`.
    case inspect(StepID, StepTrace)
    /// Do away with the half that an earlier run of this step left, or finish it.
    case repair(StepID, StepTrace)
    /// Record the group's steps and commit.
    case commit(group: Int)
    case rollBack(group: Int)
    /// Record a group that ran without a transaction.
    case record(group: Int)
    /// Wait, before the group is tried for the `attempt`th time.
    case pause(group: Int, attempt: Int, milliseconds: Int)
    case finish(ApplyOutcome)
  }

  package enum Event: Hashable, Sendable {
    case succeeded
    case failed(StepFailure)
    /// A wait's query answered; the time is since the wait began.
    case polled(isDone: Bool, elapsedMilliseconds: Int)
    case found(TraceState)
  }

  /// Why a trace is looked at.
  private enum Occasion: Hashable, Sendable {
    /// An earlier run of this change may have run it.
    case resuming
    case before
    case after
    case afterFailure(StepFailure)
  }

  private enum State: Hashable, Sendable {
    case idle
    case beginning(group: Int)
    case announcing(StepID)
    case running(StepID)
    case waiting(StepID)
    case inspecting(StepID, Occasion)
    case repairing(StepID, Occasion)
    case committing(group: Int)
    case recording(group: Int)
    case rollingBack(group: Int, StepID, StepFailure)
    case stopping(group: Int, StepID)
    case pausing(group: Int)
    case ended
  }

  private let plan: Plan
  private let forms: [GroupForm]
  private let retry: RetryRule
  private let point: ResumePoint
  private var state = State.idle
  private var attempt = 1
  /// How often an index that a wait waits for was built again.
  private var rebuilds = 0
  private var remarks: [String] = []
  /// Whether something of a group that is not done may be there.
  private var mayHaveLeftSomething = false
  /// Groups that are done, in order; those of earlier runs of this change included.
  package private(set) var committedGroups: [Int] = []
  /// Whether it ended because the connection or the ledger was lost, so that a new session may take the change up.
  package private(set) var isInterrupted = false
  /// Set to have it stop before the next statement; the group that is open then is rolled back.
  package var isStopRequested = false

  /// An applier for `plan`.
  ///
  /// - Parameters:
  ///   - plan: what to run.
  ///   - facts: what each step's SQL does, as far as it was understood.
  ///   - retry: how often to try again for a lock.
  ///   - point: where an earlier run of the same change stopped.
  /// - Throws: ``ApplyError`` when a group of several steps holds one that cannot be part of a transaction, or when
  ///   nobody can know whether a step of the earlier run happened.
  package init(
    plan: Plan, facts: [StepID: StatementFacts], retry: RetryRule = RetryRule(), from point: ResumePoint = .beginning
  ) throws(ApplyError) {
    self.plan = plan
    self.retry = retry
    self.point = point
    var forms: [GroupForm] = []
    for (index, group) in plan.groups.enumerated() {
      guard group.steps.count == 1 else {
        try Self.requireTransaction(index + 1, group, facts)
        forms.append(.transaction)
        continue
      }
      let id = StepID(group: index + 1, step: 1)
      forms.append(group.steps[0].directive != nil ? .wait : facts[id]?.formAlone ?? .alone(.none))
    }
    self.forms = forms
    committedGroups = Array(0..<point.doneGroups).map { $0 + 1 }
    if let step = point.attempted, forms[step.group - 1] == .alone(.none) { throw .effectUnknown(step) }
  }

  private static func requireTransaction(
    _ number: Int, _ group: TransactionGroup, _ facts: [StepID: StatementFacts]
  ) throws(ApplyError) {
    for (index, step) in group.steps.enumerated() {
      let id = StepID(group: number, step: index + 1)
      if step.directive != nil { throw .notGroupable(id, form: "a wait") }
      if let form = facts[id]?.nonTransactionalForms.first { throw .notGroupable(id, form: form) }
      for case .transactionControl(let command) in facts[id]?.actions ?? [] {
        throw .controlsTransaction(id, command: command)
      }
    }
  }

  /// The first action.
  package mutating func start() -> Action {
    guard let step = point.attempted else { return start(group: point.doneGroups + 1) }
    return inspect(step, .resuming)
  }

  /// Takes in what became of the last action and says what is next.
  package mutating func handle(_ event: Event) -> Action {
    switch (state, event) {
    case (.beginning(let group), .succeeded): return run(StepID(group: group, step: 1))
    case (.beginning(let group), .failed(let failure)): return giveUp(StepID(group: group, step: 1), failure)

    case (.announcing(let step), .succeeded):
      state = .running(step)
      return .runAlone(step, trace(of: step))
    case (.announcing(let step), .failed(let failure)): return giveUp(step, failure)

    case (.running(let step), .succeeded): return afterSuccess(of: step)
    case (.running(let step), .failed(let failure)): return afterFailure(of: step, failure)

    case (.waiting(let step), .polled(let isDone, let elapsed)):
      if isDone { return record(step.group) }
      if isStopRequested { return cancel(at: step) }
      return .poll(step, afterMilliseconds: Self.pollInterval(elapsedMilliseconds: elapsed))
    case (.waiting(let step), .failed(let failure)):
      if failure.kind == .hopelessWait, let build = buildBefore(step) {
        rebuilds += 1
        return repair(build, .before)
      }
      return giveUp(step, failure)

    case (.inspecting(let step, let occasion), .found(let found)): return afterInspection(of: step, occasion, found)
    case (.inspecting(let step, .afterFailure(let failure)), .failed(let next)):
      return giveUp(step, next.kind == .connectionLost ? next : failure)
    case (.inspecting(let step, _), .failed(let failure)): return giveUp(step, failure)

    case (.repairing(let step, .afterFailure), .succeeded): return pause(step.group)
    case (.repairing(let step, let occasion), .succeeded): return inspect(step, occasion)
    case (.repairing(let step, _), .failed(let failure)):
      if canRetry(failure) { return pause(step.group) }
      remarkHalf(step)
      return giveUp(step, failure)

    case (.committing(let group), .succeeded), (.recording(let group), .succeeded): return finishGroup(group)
    case (.committing(let group), .failed(let failure)):
      return giveUp(lastStep(of: group), failure.kind == .connectionLost ? .commitUnknown(group, failure) : failure)
    case (.recording(let group), .failed(let failure)): return giveUp(lastStep(of: group), .notRecorded(group, failure))

    case (.rollingBack(_, let step, let failure), .succeeded), (.rollingBack(_, let step, let failure), .failed):
      return canRetry(failure) ? pause(step.group) : giveUp(step, failure)
    case (.stopping(_, let step), .succeeded), (.stopping(_, let step), .failed): return cancel(at: step)

    case (.pausing(let group), .succeeded): return start(group: group)

    case (.idle, _), (.beginning, _), (.announcing, _), (.running, _), (.waiting, _), (.inspecting, _),
      (.repairing, _), (.committing, _), (.recording, _), (.rollingBack, _), (.stopping, _), (.pausing, _),
      (.ended, _):
      preconditionFailure("\(event) is impossible in \(state)")
    }
  }
}

// MARK: - Transitions

extension Applier {
  private func isTransaction(_ group: Int) -> Bool { forms[group - 1] == .transaction }

  private func trace(of step: StepID) -> StepTrace {
    if case .alone(let trace) = forms[step.group - 1] { trace } else { .none }
  }

  private func lastStep(of group: Int) -> StepID { StepID(group: group, step: plan.groups[group - 1].steps.count) }

  private mutating func start(group: Int) -> Action {
    guard group <= plan.groups.count else { return finish(.applied) }
    let first = StepID(group: group, step: 1)
    if isStopRequested { return cancel(at: nil) }
    switch forms[group - 1] {
    case .transaction:
      state = .beginning(group: group)
      return .begin(group: group)
    case .wait:
      state = .waiting(first)
      return .poll(first, afterMilliseconds: 0)
    case .alone(.index), .alone(.detached): return inspect(first, .before)
    case .alone(.reindexed):
      // What somebody else has not finished is not this plan's to drop.
      let isTakenUp = point != .beginning && group == point.doneGroups + 1
      return isTakenUp ? inspect(first, .before) : announce(first)
    case .alone(.noIndex), .alone(.repeatable), .alone(.none): return announce(first)
    }
  }

  private mutating func announce(_ step: StepID) -> Action {
    if isStopRequested { return cancel(at: step) }
    state = .announcing(step)
    return .announce(step)
  }

  private mutating func run(_ step: StepID) -> Action {
    if isStopRequested { return stop(step) }
    state = .running(step)
    return .run(step)
  }

  private mutating func inspect(_ step: StepID, _ occasion: Occasion) -> Action {
    let trace = trace(of: step)
    // What may run again needs no look.
    if trace == .repeatable { return announce(step) }
    state = .inspecting(step, occasion)
    return .inspect(step, trace)
  }

  private mutating func repair(_ step: StepID, _ occasion: Occasion) -> Action {
    state = .repairing(step, occasion)
    return .repair(step, trace(of: step))
  }

  private mutating func record(_ group: Int) -> Action {
    state = .recording(group: group)
    return .record(group: group)
  }

  private mutating func afterSuccess(of step: StepID) -> Action {
    guard isTransaction(step.group) else {
      switch trace(of: step) {
      case .index, .noIndex, .detached: return inspect(step, .after)
      case .reindexed, .repeatable, .none: return record(step.group)
      }
    }
    // With the last statement done, committing is quicker than undoing it all.
    guard step == lastStep(of: step.group) else {
      return isStopRequested ? stop(step) : run(StepID(group: step.group, step: step.step + 1))
    }
    state = .committing(group: step.group)
    return .commit(group: step.group)
  }

  private mutating func afterFailure(of step: StepID, _ failure: StepFailure) -> Action {
    guard !isTransaction(step.group) else {
      if failure.kind == .connectionLost { return giveUp(step, failure) }
      state = .rollingBack(group: step.group, step, failure)
      return .rollBack(group: step.group)
    }
    if failure.kind == .connectionLost { return giveUp(step, .effectUnknown(step, failure)) }
    switch trace(of: step) {
    case .index, .noIndex, .detached, .reindexed: return inspect(step, .afterFailure(failure))
    case .repeatable: return canRetry(failure) ? pause(step.group) : giveUp(step, failure)
    case .none: return giveUp(step, failure)
    }
  }

  private mutating func afterInspection(of step: StepID, _ occasion: Occasion, _ found: TraceState) -> Action {
    switch (occasion, found) {
    case (.afterFailure(let failure), .half):
      guard canRetry(failure) else {
        remarkHalf(step)
        return giveUp(step, failure)
      }
      return repair(step, occasion)
    case (.afterFailure(let failure), .done), (.afterFailure(let failure), .notDone),
      (.afterFailure(let failure), .running):
      return canRetry(failure) ? pause(step.group) : giveUp(step, failure)
    case (.resuming, .done), (.after, .done): return record(step.group)
    // A statement that says IF EXISTS has the last word on what is there already.
    case (.before, .done), (.before, .notDone), (.resuming, .notDone): return announce(step)
    case (.before, .half), (.resuming, .half): return repair(step, occasion)
    case (.after, .half), (.after, .notDone):
      if found == .half { remarkHalf(step) }
      return giveUp(step, .withoutEffect(step))
    case (.before, .running(let process)), (.resuming, .running(let process)), (.after, .running(let process)):
      return giveUp(step, .runningElsewhere(step, process))
    }
  }

  /// The concurrent build that a wait waits for, if it may be done again: the last before it of the same object.
  private func buildBefore(_ wait: StepID) -> StepID? {
    guard rebuilds < retry.rebuilds, wait.group > 1 else { return nil }
    let build = StepID(group: wait.group - 1, step: 1)
    guard case .index = trace(of: build),
      plan.groups[build.group - 1].steps[0].path == plan.groups[wait.group - 1].steps[0].path
    else { return nil }
    return build
  }

  private mutating func remarkHalf(_ step: StepID) {
    mayHaveLeftSomething = true
    switch trace(of: step) {
    case .index:
      remarks.append("an invalid index is left; drop it: \(repairText(step));")
    case .detached: remarks.append("a detachment is pending; finish it: \(repairText(step));")
    case .reindexed: remarks.append("unfinished indexes are left: \(repairText(step));")
    case .noIndex, .repeatable, .none: break
    }
  }

  private func repairText(_ step: StepID) -> String { trace(of: step).repair ?? "" }

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
    if !committedGroups.contains(group) { committedGroups.append(group) }
    attempt = 1
    return start(group: group + 1)
  }

  /// Stops inside an open transaction.
  private mutating func stop(_ step: StepID) -> Action {
    guard isTransaction(step.group) else { return cancel(at: step) }
    state = .stopping(group: step.group, step)
    return .rollBack(group: step.group)
  }

  private mutating func giveUp(_ step: StepID, _ failure: StepFailure) -> Action {
    if failure.mayHaveLeftSomething { mayHaveLeftSomething = true }
    if failure.kind == .cancelled, isStopRequested { return cancel(at: step) }
    isInterrupted = failure.kind == .connectionLost || failure.kind == .ledgerLost
    let tries = failure.kind == .lockNotAvailable && attempt > 1 ? " (tried \(attempt) times)" : ""
    return finish(.failed(step, message: failure.message + tries))
  }

  private mutating func cancel(at step: StepID?) -> Action { finish(.cancelled(step)) }

  private mutating func finish(_ ending: ApplyOutcome.Ending) -> Action {
    state = .ended
    let open = plan.groups.indices.map { $0 + 1 }.filter { !committedGroups.contains($0) }
    return .finish(
      ApplyOutcome(
        ending: ending, committedGroups: committedGroups, openGroups: open,
        mayHaveLeftSomething: mayHaveLeftSomething, remarks: remarks))
  }

  /// As pgschema polls: every second for ten seconds, every five up to thirty, then every ten.
  private static func pollInterval(elapsedMilliseconds: Int) -> Int {
    elapsedMilliseconds < 10_000 ? 1_000 : elapsedMilliseconds < 30_000 ? 5_000 : 10_000
  }
}
