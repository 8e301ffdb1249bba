package import MigrationCore
package import Postgres
import SQLSyntax

/// Runs an approved plan: performs what ``Applier`` decides, on one connection, under an advisory lock, and records it.
package struct ApplyDriver: Sendable {
  private let target: ConnectionParameters
  private let check: FingerprintCheck
  private let ledger: LedgerStore.Place?
  private let limits: ApplyLimits
  private let control: ApplyControl
  private let tell: @Sendable (ApplyProgress) -> Void

  /// - Parameters:
  ///   - target: where the plan runs.
  ///   - check: what the target has to be like; its first schema is what unqualified names in the plan mean.
  ///   - ledger: where it is recorded; nil for nowhere.
  ///   - limits: how long to wait for locks, and how often to try.
  ///   - control: stops it.
  ///   - tell: is told what happens, from the calling thread and another, one at a time.
  package init(
    target: ConnectionParameters, check: FingerprintCheck, ledger: LedgerStore.Place? = .target,
    limits: ApplyLimits = ApplyLimits(), control: ApplyControl = ApplyControl(),
    tell: @escaping @Sendable (ApplyProgress) -> Void
  ) {
    self.target = target
    self.check = check
    self.ledger = ledger
    self.limits = limits
    self.control = control
    self.tell = tell
  }

  private var schema: Identifier { check.schemaNames.first ?? "public" }

  /// Runs the plan; blocks until it has ended.
  ///
  /// - Parameters:
  ///   - approved: the plan with the authority to run it.
  ///   - order: who runs it, and from where on.
  /// - Returns: what is committed and what is not.
  /// - Throws: ``ApplyError``, `LedgerError`, `PostgresError` or what reading the target throws when nothing was executed.
  package func run(_ approved: ApprovedPlan, _ order: ApplyOrder) throws -> ApplyOutcome {
    let plan = approved.file.plan
    let facts = facts(of: plan)
    // A plan that cannot run at all is refused before anything is connected to.
    _ = try Applier(plan: plan, facts: facts)
    let connection = try Connection(target)
    try lock(connection)
    let beginning = ApplyBeginning(
      file: approved.file, facts: facts, order: order, check: check,
      target: try LedgerTarget(environment: order.environment, schemas: check.schemaNames, over: connection),
      recorder: ChangeRecorder(ledger.map { LedgerStore($0, target: target) }))
    if beginning.recorder.isRecording {
      beginning.recorder.work = StepWork.expected(of: plan, facts, in: check.schemaNames, over: connection)
    }
    let (point, touched) = try beginning.begin(over: connection)
    var applier = try Applier(plan: plan, facts: facts, retry: limits.retry, from: point)
    try prepare(connection)
    let outcome = perform(&applier, approved, beginning.recorder, touched, over: connection)
    return beginning.record(outcome, over: connection)
  }

  /// Says that the rest of a change that stopped part-way is not going to run.
  ///
  /// - Returns: the numbers of the changes that were open.
  /// - Throws: ``ApplyError`` when an apply is running, `LedgerError`, `PostgresError`.
  package func abandon(reason: String) throws -> [Int] {
    let connection = try Connection(target)
    try lock(connection)
    let recorder = ChangeRecorder(ledger.map { LedgerStore($0, target: target) })
    let open = try recorder.openChanges(
      of: LedgerTarget(environment: "", schemas: check.schemaNames, over: connection))
    for change in open { try recorder.abandon(change.id, reason) }
    return open.map(\.id)
  }

  private func perform(
    _ applier: inout Applier, _ approved: ApprovedPlan, _ recorder: ChangeRecorder, _ touched: TouchedObjects,
    over connection: borrowing Connection
  ) -> ApplyOutcome {
    let feed = ApplyFeed(tell)
    let watch = ApplyWatch(target, processID: connection.backendProcessID, feed: feed)
    defer { watch.end() }
    connection.onNotice { notice in
      feed.aboutRunningStep { .notice($0, "\(notice.severity.rawValue): \(notice.message)") }
    }
    var session = ApplySession(
      approved, patience: limits.patience, feed: feed, control: control, recorder: recorder, touched: touched)
    var action = applier.start()
    while true {
      if case .finish(let outcome) = action { return outcome }
      let event = session.perform(action, over: connection)
      let committed = applier.committedGroups.count
      applier.isStopRequested = control.isStopping
      action = applier.handle(event)
      for group in applier.committedGroups.dropFirst(committed) { feed.send(.groupCommitted(group)) }
    }
  }

  private func facts(of plan: Plan) -> [StepID: StatementFacts] {
    let steps = plan.steps
    let facts = StatementParser(schema: schema).facts(of: steps.map(\.step.sql))
    return Dictionary(uniqueKeysWithValues: zip(steps.map(\.id), facts))
  }

  /// For as long as the session lasts; the first number is `CNTS` in ASCII.
  private func lock(_ connection: borrowing Connection) throws {
    for schema in check.schemaNames {
      let number = "pg_catalog.hashtext($1)"
      let locked = try connection.query(
        "SELECT pg_catalog.pg_try_advisory_lock(1129270867, \(number))", [Parameter(bytes: schema.bytes)])
      guard locked.first?[0] != "t" else { continue }
      let holder = try connection.query(
        """
        SELECT a.pid, a.usename, a.application_name, a.query FROM pg_catalog.pg_locks l
        JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 1129270867 AND l.objsubid = 2
          AND l.objid = \(number)::pg_catalog.int8 & 4294967295
          AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
        """, [Parameter(bytes: schema.bytes)])
      throw ApplyError.alreadyRunning(schema: schema, by: holder.first.map(ApplyWatch.holder))
    }
  }

  private func prepare(_ connection: borrowing Connection) throws {
    // What was reviewed was read with this setting on; off, a backslash in a string would mean something else.
    _ = try connection.execute("SET standard_conforming_strings TO on")
    for (setting, value) in [("lock_timeout", limits.lockTimeout), ("statement_timeout", limits.statementTimeout)] {
      guard let value else { continue }
      do {
        _ = try connection.query(
          "SELECT pg_catalog.set_config($1, $2, false)", [Parameter(setting), Parameter(value)])
      } catch { throw ApplyError.invalidTimeout(setting, value, reason: error.message) }
    }
    if check.schemaNames.first != "public" {
      let path: SQLText = "SET search_path TO \(schema), public"
      _ = try connection.execute(path.text)
    }
  }
}

/// How long an apply waits for locks and statements, and how often it tries.
package struct ApplyLimits: Hashable, Sendable {
  /// As `lock_timeout` takes it, for what runs in a transaction; nil leaves the server's own.
  package var lockTimeout: String?
  /// As `statement_timeout` takes it, likewise.
  package var statementTimeout: String?
  package var retry: RetryRule
  /// The `lock_timeout` of concurrent builds, long because they leave an invalid index when it runs out and start again.
  package var patience: Duration

  package init(
    lockTimeout: String? = nil, statementTimeout: String? = nil, retry: RetryRule = RetryRule(),
    patience: Duration = .seconds(3_600)
  ) {
    self.lockTimeout = lockTimeout
    self.statementTimeout = statementTimeout
    self.retry = retry
    self.patience = patience
  }
}
