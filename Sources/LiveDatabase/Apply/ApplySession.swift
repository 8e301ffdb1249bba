import MigrationCore
import Postgres

/// Performs one action of an ``Applier`` after the other and says what became of it.
struct ApplySession {
  /// What may run, and until when.
  private let approved: ApprovedPlan
  private let startedAt: ContinuousClock.Instant
  let feed: ApplyFeed
  let control: ApplyControl
  /// How long a concurrent build may wait for other sessions, for each of them.
  private let patienceMilliseconds: Int
  private let recorder: ChangeRecorder
  private var touched: TouchedObjects
  private let witness: ApplyWitness
  /// The last group that was announced; a group that is tried again is not announced again.
  private var announced = 0
  /// Since when the wait waits that is being polled.
  var waitingSince: ContinuousClock.Instant?
  /// How often the group that runs was tried.
  private var attempt = 1
  /// Whether something of the group that runs was sent without a transaction.
  private var isDisturbed = false
  /// What is to be said, and recorded, of how it ended.
  private(set) var remarks: [String] = []

  init(
    _ approved: ApprovedPlan, startedAt: ContinuousClock.Instant, patience: Duration, feed: ApplyFeed,
    control: ApplyControl, recorder: ChangeRecorder,
    touched: TouchedObjects, witness: ApplyWitness
  ) {
    self.approved = approved
    self.startedAt = startedAt
    patienceMilliseconds = Self.milliseconds(patience)
    self.feed = feed
    self.control = control
    self.recorder = recorder
    self.touched = touched
    self.witness = witness
  }

  var plan: Plan { approved.file.plan }

  /// Performs `action`, which is not `finish`; blocks until it is done.
  mutating func perform(_ action: Applier.Action, over connection: borrowing Connection) -> Applier.Event {
    switch action {
    case .begin(let group):
      announce(group)
      return begin(group, over: connection)
    case .announce(let id):
      announce(id.group)
      return announceAlone(id, over: connection)
    case .run(let id):
      return remembering(
        id, run(id, leaving: .inTransaction, over: connection) { $0.execute($0.step(id).sql, over: $1) })
    case .runAlone(let id, .none):
      isDisturbed = true
      return remembering(id, run(id, leaving: .idle, over: connection) { $0.execute($0.step(id).sql, over: $1) })
    case .runAlone(let id, _):
      isDisturbed = true
      return remembering(
        id,
        run(id, leaving: .idle, over: connection) { session, connection in
          session.unhurried(over: connection) { $0.execute($0.step(id).sql, over: $1) }
        })
    case .poll(let id, let delay):
      announce(id.group)
      return remembering(id, poll(id, after: delay, over: connection))
    case .inspect(let id, let trace):
      announce(id.group)
      return inspect(trace, over: connection)
    case .repair(_, .reindexed(let name)):
      isDisturbed = true
      return dropUnfinishedIndexes(beside: name, over: connection)
    case .repair(_, let trace):
      guard let statement = trace.repairStatement else { return .succeeded }
      isDisturbed = true
      return unhurried(over: connection) { $0.execute(statement.text, over: $1) }
    case .commit(let group): return commit(group, over: connection)
    case .record(let group): return record(group, over: connection)
    case .rollBack: return attempt { () throws(PostgresError) in try connection.execute("ROLLBACK") }
    case .pause(let group, let attempt, let milliseconds):
      self.attempt = attempt
      feed.send(.groupRetried(group, attempt: attempt, afterMilliseconds: milliseconds))
      // Whoever else waits for the same lock does not come back at the same moment.
      control.pause(milliseconds - Int.random(in: 0...max(1, milliseconds / 4)))
      return .succeeded
    case .finish: return .succeeded
    }
  }

  private mutating func announce(_ group: Int) {
    guard group > announced else { return }
    announced = group
    attempt = 1
    isDisturbed = false
    recorder.startGroup()
    feed.send(.groupStarted(group, of: plan.groups.count))
  }

  func step(_ id: StepID) -> Step { plan.groups[id.group - 1].steps[id.step - 1] }

  private mutating func begin(_ group: Int, over connection: borrowing Connection) -> Applier.Event {
    recorder.startGroup()
    if let problem = outsideWindow(group) { return problem }
    // Each statement sees what others committed before it, the ledger's insertion too.
    let begun = execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", over: connection)
    guard begun == .succeeded else { return begun }
    return changedByOthers(before: group, over: connection) ?? .succeeded
  }

  /// Why the group must not run, if it would not be over before the window is.
  private func outsideWindow(_ group: Int) -> Applier.Event? {
    let steps = plan.groups[group - 1].steps.indices.map { StepID(group: group, step: $0 + 1) }
    let seconds = Double(Self.milliseconds(since: startedAt)) / 1_000
    return approved.refusal(toStart: steps, afterSeconds: seconds).map { .failed(StepFailure(.other, message: $0)) }
  }

  /// Why the group must not run, if what it touches is not as it was.
  private mutating func changedByOthers(
    before group: Int, over connection: borrowing Connection
  ) -> Applier.Event? {
    do {
      let changed = try touched.changedBefore(group, over: connection)
      return changed.isEmpty ? nil : .failed(.changedByOthers(changed))
    } catch { return .failed(StepFailure(error)) }
  }

  private mutating func announceAlone(_ id: StepID, over connection: borrowing Connection) -> Applier.Event {
    recorder.startGroup()
    if let problem = outsideWindow(id.group) { return problem }
    do {
      // What an earlier try left, and what was done away with, is our own doing.
      if isDisturbed {
        _ = try touched.lookAfter(id.group, over: connection)
      } else if let problem = changedByOthers(before: id.group, over: connection) {
        return problem
      }
      try recorder.append(.attempting(id))
      return .succeeded
    } catch { return .failed(Self.failure(error)) }
  }

  private mutating func commit(_ group: Int, over connection: borrowing Connection) -> Applier.Event {
    let objects: [TouchedObject]
    do {
      objects = try touched.lookAfter(group, over: connection) { [witness, feed] committed in
        try Self.look(committed, group, witness, feed, over: connection)
      }
      try recorder.beforeCommit(group, objects, over: connection)
    } catch {
      _ = attempt { () throws(PostgresError) in try connection.execute("ROLLBACK") }
      return .failed(Self.failure(error))
    }
    let committed = attempt { () throws(PostgresError) in try connection.execute("COMMIT") }
    guard committed == .succeeded else { return committed }
    do { try recorder.afterCommit(group, objects) } catch { return .failed(Self.failure(error)) }
    return .succeeded
  }

  /// Whether nobody but the group's transaction changed what it goes by.
  private static func look(
    _ committed: TouchedObjects.Committed, _ group: Int, _ witness: ApplyWitness, _ feed: ApplyFeed,
    over connection: borrowing Connection
  ) throws(ChangedMeanwhile) {
    let changed: [String]
    do { changed = try witness.changed(committed, beside: connection) } catch {
      let what = "not checked whether somebody else changed what group \(group) touches while it ran"
      return feed.send(.notice(StepID(group: group, step: 1), "\(what): \(error.reason)"))
    }
    guard changed.isEmpty else { throw ChangedMeanwhile(names: changed) }
  }

  private mutating func record(_ group: Int, over connection: borrowing Connection) -> Applier.Event {
    do {
      try recorder.done(group, try touched.lookAfter(group, over: connection))
      if !touched.changedByOthers.isEmpty {
        let names = touched.changedByOthers.joined(separator: ", ")
        feed.send(.notice(StepID(group: group, step: 1), "somebody else changed \(names) while it ran"))
        remarks.append("somebody else changed \(names) while step \(group).1 ran")
      }
      return .succeeded
    } catch { return .failed(Self.failure(error)) }
  }

  private static func failure(_ error: any Error) -> StepFailure {
    switch error {
    case let error as PostgresError: StepFailure(error)
    case let error as LedgerError:
      StepFailure(error.code == .notAvailable ? .ledgerLost : .other, message: "\(error.message) (\(error.hint))")
    case let error as ChangedMeanwhile:
      StepFailure(
        .other,
        message: "somebody else changed \(error.names.joined(separator: ", ")) while the group ran; it was rolled back")
    default: StepFailure(.other, message: "\(error)")
    }
  }

  private func run(
    _ id: StepID, leaving status: Connection.TransactionStatus, over connection: borrowing Connection,
    _ work: (Self, borrowing Connection) -> Applier.Event
  ) -> Applier.Event {
    let started = ContinuousClock.now
    let startedAt = SystemClock.timestamp
    feed.started(id)
    var event = work(self, connection)
    if event == .succeeded { event = expect(status, over: connection) }
    let milliseconds = Self.milliseconds(since: started)
    let waited = feed.ended(id, milliseconds: event == .succeeded ? milliseconds : nil)
    if case .failed(var failure) = event, failure.kind == .lockNotAvailable, !waited.holders.isEmpty {
      failure.message += "; the lock was held by " + waited.holders.map(\.words).joined(separator: ", ")
      event = .failed(failure)
    }
    if event == .succeeded {
      recorder.ran(
        StepRun(
          step: id, startedAt: startedAt, milliseconds: milliseconds,
          lockWaitMilliseconds: min(waited.milliseconds, milliseconds), attempts: attempt))
    }
    return event
  }

  /// Writes a failure down; what was recorded of a lost session's step is left as it is, as nobody knows how it went.
  private func remembering(_ id: StepID, _ event: Applier.Event) -> Applier.Event {
    guard case .failed(let failure) = event else {
      if case .polled(isDone: true, let elapsed) = event {
        recorder.ran(StepRun(step: id, startedAt: SystemClock.timestamp(before: elapsed), milliseconds: elapsed))
      }
      return event
    }
    guard failure.kind != .connectionLost else { return event }
    do { try recorder.append(.failed(id, message: failure.message, attempt: attempt)) } catch {
      return .failed(
        StepFailure(failure.kind, message: "\(failure.message); that could not be recorded: \(error.message)"))
    }
    return event
  }

  /// SQL that was not understood may have ended the group's transaction, or begun one.
  private func expect(
    _ status: Connection.TransactionStatus, over connection: borrowing Connection
  ) -> Applier.Event {
    let found = connection.transactionStatus
    guard found != status else { return .succeeded }
    guard found != .unknown else {
      return .failed(StepFailure(.connectionLost, message: "the connection was lost after the statement"))
    }
    _ = attempt { () throws(PostgresError) in try connection.execute("ROLLBACK") }
    return .failed(
      StepFailure(
        .other,
        message: status == .idle
          ? "the step left a transaction open; it was rolled back"
          : "the step ended the transaction of its group; what ran before it may be committed"))
  }

  /// Does what leaves a half behind when it is given up with more patience than the session has.
  func unhurried(
    over connection: borrowing Connection, _ work: (Self, borrowing Connection) -> Applier.Event
  ) -> Applier.Event {
    var before: Rows?
    let lifted = attempt { () throws(PostgresError) in
      before = try connection.query(
        "SELECT pg_catalog.current_setting('lock_timeout'), pg_catalog.current_setting('statement_timeout')")
      try connection.query(Self.setTimeouts, [Parameter("\(patienceMilliseconds)ms"), "0"])
    }
    guard lifted == .succeeded else { return lifted }
    let event = work(self, connection)
    if let row = before?.first {
      _ = attempt { () throws(PostgresError) in
        try connection.query(Self.setTimeouts, [Parameter(row[0]), Parameter(row[1])])
      }
    }
    return event
  }

  private static let setTimeouts =
    "SELECT pg_catalog.set_config('lock_timeout', $1, false), pg_catalog.set_config('statement_timeout', $2, false)"

  /// Runs what may be cancelled.
  func execute(_ sql: String, over connection: borrowing Connection) -> Applier.Event {
    guard control.begin(connection.cancelToken) else { return .failed(.stopped) }
    defer { control.end() }
    return attempt { () throws(PostgresError) in try connection.execute(sql) }
  }

  func attempt<Result>(_ work: () throws(PostgresError) -> Result) -> Applier.Event {
    do {
      _ = try work()
      return .succeeded
    } catch { return .failed(StepFailure(error)) }
  }

  static func milliseconds(since started: ContinuousClock.Instant) -> Int {
    milliseconds(ContinuousClock.now - started)
  }

  private static func milliseconds(_ duration: Duration) -> Int {
    let parts = duration.components
    return Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000)
  }
}

extension StepFailure {
  /// Somebody asked to stop before the statement was sent.
  static let stopped = Self(.cancelled, message: "stopped")

  fileprivate static func changedByOthers(_ names: [String]) -> Self {
    Self(
      .other,
      message:
        "somebody else changed \(names.joined(separator: ", ")) since the plan was checked; the group did not run")
  }

  init(_ error: PostgresError) {
    let parts = [error.description, error.detail.map { "DETAIL: \($0)" }, error.hint.map { "HINT: \($0)" }]
    let message = parts.compactMap { $0 }.joined(separator: "; ")
    let kind: Kind
    if error.kind == .connectionLost {
      kind = .connectionLost
    } else if error.sqlState == .lockNotAvailable || error.sqlState == .deadlockDetected {
      kind = .lockNotAvailable
    } else {
      kind = error.sqlState == .queryCanceled ? .cancelled : .other
    }
    self.init(kind, message: message)
  }
}

extension LockHolder {
  /// `session 123 (app): UPDATE …`.
  var words: String { "session \(processID)\(user.isEmpty ? "" : " (\(user))")\(query.isEmpty ? "" : ": \(query)")" }
}
