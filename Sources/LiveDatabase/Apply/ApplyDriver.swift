internal import Glibc
package import MigrationCore
package import Postgres
import SQLSyntax
import Synchronization

/// Runs an approved plan: performs what ``Applier`` decides, on one connection, under an advisory lock.
package struct ApplyDriver: Sendable {
  private let target: ConnectionParameters
  private let schema: Identifier
  private let lockTimeout: String?
  private let control: ApplyControl
  private let tell: @Sendable (ApplyProgress) -> Void

  /// - Parameters:
  ///   - target: where the plan runs.
  ///   - schema: the schema that unqualified names in the plan mean.
  ///   - lockTimeout: as `lock_timeout` takes it; nil leaves the server's own.
  ///   - control: stops it.
  ///   - tell: is told what happens, from the calling thread and another.
  package init(
    target: ConnectionParameters, schema: Identifier, lockTimeout: String? = nil,
    control: ApplyControl = ApplyControl(),
    tell: @escaping @Sendable (ApplyProgress) -> Void
  ) {
    self.target = target
    self.schema = schema
    self.lockTimeout = lockTimeout
    self.control = control
    self.tell = tell
  }

  /// Runs the plan; blocks until it has ended.
  ///
  /// - Parameters:
  ///   - approved: the plan with the authority to run it.
  ///   - verify: compares the target with what was reviewed, under the advisory lock and before the first statement.
  /// - Returns: what is committed and what is not.
  /// - Throws: ``ApplyError``, `PostgresError` or what `verify` throws when nothing was executed.
  package func run(
    _ approved: ApprovedPlan, verify: (borrowing Connection) throws -> Void
  ) throws -> ApplyOutcome {
    let plan = approved.file.plan
    try requireGroupable(plan)
    let connection = try Connection(target)
    try prepare(connection)
    try verify(connection)
    control.watch(connection.cancelToken)
    let watch = ApplyWatch(target, processID: connection.backendProcessID, tell: tell)
    defer {
      watch.end()
      control.watch(nil)
    }
    let current = Mutex<StepID?>(nil)
    connection.onNotice { [tell] notice in
      if let step = current.withLock({ $0 }) { tell(.notice(step, "\(notice.severity.rawValue): \(notice.message)")) }
    }
    var applier = Applier(plan)
    var action = applier.start()
    var waitingSince: ContinuousClock.Instant?
    var groupTold = 0
    while true {
      if case .finish(let outcome) = action { return outcome }
      if let group = action.group, group != groupTold {
        groupTold = group
        tell(.groupStarted(group, of: plan.groups.count))
      }
      let step = action.step
      current.withLock { $0 = step }
      watch.follow(step)
      let event = perform(action, plan, connection, &waitingSince)
      watch.follow(nil)
      action = applier.handle(event)
    }
  }

  /// Sees to it that groups can be what they are, before anything runs.
  private func requireGroupable(_ plan: Plan) throws(ApplyError) {
    let parser = StatementParser(schema: schema)
    for (index, group) in plan.groups.enumerated() where Applier.isTransaction(group) {
      let facts = parser.facts(of: group.steps.map(\.sql))
      for (step, facts) in facts.enumerated() {
        let id = StepID(group: index + 1, step: step + 1)
        if let form = facts.nonTransactionalForms.first { throw .notGroupable(id, form: form) }
        for case .transactionControl(let command) in facts.actions { throw .controlsTransaction(id, command: command) }
      }
    }
  }

  private func prepare(_ connection: borrowing Connection) throws {
    let locked = try connection.query(
      "SELECT pg_catalog.pg_try_advisory_lock(1129270867, pg_catalog.hashtext($1))", [Parameter(bytes: schema.bytes)])
    guard locked.first?[0] == "t" else { throw ApplyError.alreadyRunning(schema: schema) }
    if let lockTimeout {
      do {
        _ = try connection.query("SELECT pg_catalog.set_config('lock_timeout', $1, false)", [Parameter(lockTimeout)])
      } catch { throw ApplyError.invalidLockTimeout(lockTimeout, reason: error.message) }
    }
    if schema != "public" {
      let path: SQLText = "SET search_path TO \(schema), public"
      _ = try connection.execute(path.text)
    }
  }

  private func perform(
    _ action: Applier.Action, _ plan: Plan, _ connection: borrowing Connection,
    _ waitingSince: inout ContinuousClock.Instant?
  ) -> Applier.Event {
    switch action {
    case .rollback: return attempt { () throws(PostgresError) in _ = try connection.execute("ROLLBACK") }
    case .pause(let group, let attempt, let milliseconds):
      tell(.groupRetried(group, attempt: attempt, afterMilliseconds: milliseconds))
      return pause(milliseconds) ? .succeeded : .cancelled
    case .begin, .run, .poll, .commit: if control.isStopping { return .cancelled }
    case .finish: return .succeeded
    }
    switch action {
    case .begin: return attempt { () throws(PostgresError) in _ = try connection.execute("BEGIN") }
    case .commit(let group):
      let event = attempt { () throws(PostgresError) in _ = try connection.execute("COMMIT") }
      if event == .succeeded { tell(.groupCommitted(group)) }
      return event
    case .run(let id):
      let started = ContinuousClock.now
      tell(.stepStarted(id))
      let sql = plan.groups[id.group - 1].steps[id.step - 1].sql
      let event = attempt { () throws(PostgresError) in _ = try connection.execute(sql) }
      if event == .succeeded {
        tell(.stepFinished(id, milliseconds: Self.milliseconds(since: started)))
        if !Applier.isTransaction(plan.groups[id.group - 1]) { tellCommitted(id, plan) }
      }
      return event
    case .poll(let id, let delay):
      let started = waitingSince ?? .now
      if waitingSince == nil { tell(.stepStarted(id)) }
      waitingSince = started
      guard pause(delay) else { return .cancelled }
      let event = poll(id, plan, connection, since: started)
      if case .notDone = event { return event }
      waitingSince = nil
      if event == .succeeded {
        tell(.stepFinished(id, milliseconds: Self.milliseconds(since: started)))
        tellCommitted(id, plan)
      }
      return event
    case .rollback, .pause, .finish: return .succeeded
    }
  }

  private func tellCommitted(_ id: StepID, _ plan: Plan) {
    if id.step == plan.groups[id.group - 1].steps.count { tell(.groupCommitted(id.group)) }
  }

  /// Asks a wait's query once.
  private func poll(
    _ id: StepID, _ plan: Plan, _ connection: borrowing Connection, since started: ContinuousClock.Instant
  ) -> Applier.Event {
    let step = plan.groups[id.group - 1].steps[id.step - 1]
    do {
      guard let answer = try connection.execute(step.sql).last, let column = answer.column("done") else {
        return .failed("wait directive query must return a 'done' column")
      }
      guard let row = answer.first else { return .failed("wait directive query returned no rows") }
      switch row[column] {
      case "t": return .succeeded
      case "f": break
      case let other: return .failed("wait directive 'done' column must be boolean, got \(other ?? "NULL")")
      }
      if let percent = answer.column("progress").flatMap({ row[$0] }).flatMap({ Int($0) }) {
        tell(.stepProgress(id, percent: percent))
      }
      // A build that nobody is doing will never be done: the index is invalid.
      let running = try connection.query(
        """
        SELECT 1 FROM pg_catalog.pg_stat_progress_create_index WHERE datname = pg_catalog.current_database() LIMIT 1
        """)
      if step.type.hasSuffix("index"), running.isEmpty {
        return .failed(
          "\(step.directive?.message ?? "the wait") will never be done: nobody is building it, so the index is invalid; "
            + "drop it, then apply again")
      }
      return .notDone(elapsedMilliseconds: Self.milliseconds(since: started))
    } catch {
      return Self.event(of: error, isStopping: control.isStopping)
    }
  }

  private func attempt(_ work: () throws(PostgresError) -> Void) -> Applier.Event {
    do {
      try work()
      return .succeeded
    } catch {
      return Self.event(of: error, isStopping: control.isStopping)
    }
  }

  private static func event(of error: PostgresError, isStopping: Bool) -> Applier.Event {
    if error.sqlState == .queryCanceled, isStopping { return .cancelled }
    let detail = [error.detail.map { "DETAIL: \($0)" }, error.hint.map { "HINT: \($0)" }].compactMap { $0 }
    let message = ([error.description] + detail).joined(separator: "; ")
    return error.sqlState == .lockNotAvailable ? .lockTimedOut(message) : .failed(message)
  }

  /// Waits in short pieces; false when somebody asked to stop.
  private func pause(_ milliseconds: Int) -> Bool {
    let end = ContinuousClock.now + .milliseconds(milliseconds)
    while ContinuousClock.now < end {
      if control.isStopping { return false }
      usleep(50_000)
    }
    return !control.isStopping
  }

  private static func milliseconds(since started: ContinuousClock.Instant) -> Int {
    let parts = (ContinuousClock.now - started).components
    return Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000)
  }
}

extension Applier.Action {
  /// The step that is being performed; nil for what is no step.
  fileprivate var step: StepID? {
    switch self {
    case .run(let id), .poll(let id, _): id
    case .begin, .commit, .rollback, .pause, .finish: nil
    }
  }

  /// The group that this begins or goes on with.
  fileprivate var group: Int? {
    switch self {
    case .begin(let group): group
    case .run(let id), .poll(let id, _): id.group
    case .commit, .rollback, .pause, .finish: nil
    }
  }
}
