import Glibc
import MigrationCore
import Postgres

/// Performs one action of an ``Applier`` after the other and says what became of it.
struct ApplySession {
  private let plan: Plan
  private let feed: ApplyFeed
  private let control: ApplyControl
  /// The last group that was announced; a group that is tried again is not announced again.
  private var announced = 0
  /// Since when the wait waits that is being polled.
  private var waitingSince: ContinuousClock.Instant?

  init(_ plan: Plan, feed: ApplyFeed, control: ApplyControl) {
    self.plan = plan
    self.feed = feed
    self.control = control
  }

  /// Performs `action`, which is not `finish`; blocks until it is done.
  mutating func perform(_ action: Applier.Action, over connection: borrowing Connection) -> Applier.Event {
    switch action {
    case .begin(let group):
      announce(group)
      return execute("BEGIN", over: connection)
    case .run(let id):
      announce(id.group)
      return run(id, over: connection)
    case .poll(let id, let delay):
      announce(id.group)
      return poll(id, after: delay, over: connection)
    case .inspectIndex(_, let name):
      return inspect(name, over: connection)
    case .dropInvalidIndex(_, let name):
      let drop: SQLText = "DROP INDEX CONCURRENTLY IF EXISTS \(name)"
      return execute(drop.text, over: connection)
    case .commit:
      return control.isStopping
        ? .failed(.stopped) : attempt { () throws(PostgresError) in try connection.execute("COMMIT") }
    case .rollBack: return attempt { () throws(PostgresError) in try connection.execute("ROLLBACK") }
    case .pause(let group, let attempt, let milliseconds):
      feed.send(.groupRetried(group, attempt: attempt, afterMilliseconds: milliseconds))
      pause(milliseconds)
      return .succeeded
    case .finish: return .succeeded
    }
  }

  private mutating func announce(_ group: Int) {
    guard group > announced else { return }
    announced = group
    feed.send(.groupStarted(group, of: plan.groups.count))
  }

  private func step(_ id: StepID) -> Step { plan.groups[id.group - 1].steps[id.step - 1] }

  private func run(_ id: StepID, over connection: borrowing Connection) -> Applier.Event {
    let started = ContinuousClock.now
    feed.started(id)
    var event = execute(step(id).sql, over: connection)
    if event == .succeeded { event = transactionIsAsExpected(after: id, over: connection) }
    feed.ended(id, milliseconds: event == .succeeded ? Self.milliseconds(since: started) : nil)
    return event
  }

  /// SQL that was not understood may have ended the group's transaction, or begun one.
  private func transactionIsAsExpected(after id: StepID, over connection: borrowing Connection) -> Applier.Event {
    let isAlone = plan.groups[id.group - 1].steps.count == 1
    guard connection.transactionStatus != (isAlone ? .idle : .inTransaction) else { return .succeeded }
    _ = attempt { () throws(PostgresError) in try connection.execute("ROLLBACK") }
    return .failed(
      StepFailure(
        .other,
        message: isAlone
          ? "the step left a transaction open; it was rolled back"
          : "the step ended the transaction of its group; what ran before it may be committed"))
  }

  private mutating func poll(
    _ id: StepID, after delay: Int, over connection: borrowing Connection
  ) -> Applier.Event {
    let started = waitingSince ?? .now
    if waitingSince == nil { feed.started(id) }
    waitingSince = started
    pause(delay)
    let event = control.isStopping ? .failed(.stopped) : ask(id, since: started, over: connection)
    if case .polled(false, _) = event { return event }
    waitingSince = nil
    let isDone = if case .polled(true, _) = event { true } else { false }
    feed.ended(id, milliseconds: isDone ? Self.milliseconds(since: started) : nil)
    return event
  }

  /// Asks a wait's query once.
  private func ask(
    _ id: StepID, since started: ContinuousClock.Instant, over connection: borrowing Connection
  ) -> Applier.Event {
    var answer: Rows?
    let event = attempt { () throws(PostgresError) in answer = try connection.execute(step(id).sql).last }
    guard event == .succeeded else { return event }
    guard let answer, let done = answer.column("done") else {
      return .failed(StepFailure(.other, message: "wait directive query must return a 'done' column"))
    }
    guard let row = answer.first else {
      return .failed(StepFailure(.other, message: "wait directive query returned no rows"))
    }
    let elapsed = Self.milliseconds(since: started)
    switch row[done] {
    case "t": return .polled(isDone: true, elapsedMilliseconds: elapsed)
    case "f": break
    case let other:
      let found = other ?? "NULL"
      return .failed(StepFailure(.other, message: "wait directive 'done' column must be boolean, got \(found)"))
    }
    if let percent = answer.column("progress").flatMap({ row[$0] }).flatMap({ Int($0) }) {
      feed.aboutRunningStep { .stepProgress($0, percent: percent) }
    }
    return isHopeless(id, over: connection)
      ? .failed(.hopelessWait) : .polled(isDone: false, elapsedMilliseconds: elapsed)
  }

  /// A wait for an index that nobody is building will never be over: the index is invalid.
  private func isHopeless(_ id: StepID, over connection: borrowing Connection) -> Bool {
    guard step(id).type.hasSuffix("index") else { return false }
    let building = try? connection.query(
      "SELECT 1 FROM pg_catalog.pg_stat_progress_create_index WHERE datname = pg_catalog.current_database() LIMIT 1")
    return building?.isEmpty ?? false
  }

  private func inspect(_ name: QualifiedName, over connection: borrowing Connection) -> Applier.Event {
    var state = IndexState.missing
    let event = attempt { () throws(PostgresError) in
      let rows = try connection.query(
        """
        SELECT i.indisvalid FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2
        """, [Parameter(bytes: name.schema.bytes), Parameter(bytes: name.name.bytes)])
      if let row = rows.first { state = row[0] == "t" ? .valid : .invalid }
    }
    return event == .succeeded ? .index(state) : event
  }

  /// Runs what may be cancelled.
  private func execute(_ sql: String, over connection: borrowing Connection) -> Applier.Event {
    guard control.begin(connection.cancelToken) else { return .failed(.stopped) }
    defer { control.end() }
    return attempt { () throws(PostgresError) in try connection.execute(sql) }
  }

  private func attempt<Result>(_ work: () throws(PostgresError) -> Result) -> Applier.Event {
    do {
      _ = try work()
      return .succeeded
    } catch { return .failed(StepFailure(error)) }
  }

  /// Waits in short pieces; less when somebody asks to stop.
  private func pause(_ milliseconds: Int) {
    let end = ContinuousClock.now + .milliseconds(milliseconds)
    while ContinuousClock.now < end, !control.isStopping { usleep(20_000) }
  }

  private static func milliseconds(since started: ContinuousClock.Instant) -> Int {
    let parts = (ContinuousClock.now - started).components
    return Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000)
  }
}

extension StepFailure {
  /// Somebody asked to stop before the statement was sent.
  fileprivate static let stopped = Self(.cancelled, message: "stopped")

  fileprivate static let hopelessWait = Self(
    .other,
    message: "the wait will never be over: nobody is building the index, so it is invalid; drop it, then apply again")

  fileprivate init(_ error: PostgresError) {
    let parts = [error.description, error.detail.map { "DETAIL: \($0)" }, error.hint.map { "HINT: \($0)" }]
    let message = parts.compactMap { $0 }.joined(separator: "; ")
    let kind: Kind =
      if error.kind == .connectionLost { .connectionLost } else if error.sqlState == .lockNotAvailable {
        .lockNotAvailable
      } else if error.sqlState == .queryCanceled { .cancelled } else { .other }
    self.init(kind, message: message)
  }
}
