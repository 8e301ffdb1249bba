package import MigrationCore
package import Postgres
import SQLSyntax

/// Runs an approved plan: performs what ``Applier`` decides, on one connection, under an advisory lock, and records it.
package struct ApplyDriver: Sendable {
  private let target: ConnectionParameters
  private let check: FingerprintCheck
  private let ledger: LedgerStore.Place?
  let limits: ApplyLimits
  let control: ApplyControl
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

  /// Runs the plan; blocks until it has ended, and where it is recorded goes on after a lost connection.
  ///
  /// - Parameters:
  ///   - approved: the plan with the authority to run it.
  ///   - order: who runs it, and from where on.
  /// - Returns: what is committed and what is not.
  /// - Throws: ``ApplyError``, `LedgerError`, `PostgresError` or what reading the target throws when nothing was executed.
  package func run(_ approved: ApprovedPlan, _ order: ApplyOrder) throws -> ApplyOutcome {
    let facts = facts(of: approved.file.plan)
    // A plan that cannot run at all is refused before anything is connected to.
    _ = try Applier(plan: approved.file.plan, facts: facts)
    let run = ApplyRun(
      approved: approved, facts: facts, order: order,
      recorder: ChangeRecorder(ledger.map { LedgerStore($0, target: target) }, of: target), feed: ApplyFeed(tell))
    return try goingOn(run, after: attempt(run, order.start))
  }

  /// Runs what is left of the plan over one connection.
  ///
  /// - Throws: what ``run(_:_:)`` throws, before it executed anything.
  func attempt(_ run: ApplyRun, _ start: ApplyOrder.Start) throws -> ApplyAttempt {
    let connection = try Connection(target)
    try lock(connection)
    let watch = ApplyWatch(self.target, processID: connection.backendProcessID, feed: run.feed)
    defer { watch.end() }
    let target = try LedgerTarget(
      environment: run.order.environment, schemas: check.schemaNames, over: connection)
    let beginning = ApplyBeginning(
      file: run.approved.file, facts: run.facts, order: run.order, start: start, check: check, target: target,
      recorder: run.recorder)
    if run.recorder.isRecording, start != .reconnecting {
      run.recorder.work = StepWork.expected(
        of: run.approved.file.plan, run.facts, in: check.schemaNames, over: connection)
    }
    let (point, touched) = try beginning.begin(over: connection)
    var applier = try Applier(plan: run.approved.file.plan, facts: run.facts, retry: limits.retry, from: point)
    try prepare(connection)
    if start == .reconnecting { run.feed.send(.reconnected(committedGroups: applier.committedGroups)) }
    let outcome = perform(&applier, run, touched, over: connection)
    if applier.isInterrupted { return ApplyAttempt(outcome: outcome, isInterrupted: true, beginning) }
    guard let recorded = beginning.record(outcome, over: connection) else {
      // What failed or was stopped is not tried again for the sake of its last row.
      return outcome.ending == .applied
        ? ApplyAttempt(outcome: outcome, isInterrupted: true, beginning)
        : ApplyAttempt(outcome: beginning.record(outcome, nil), isInterrupted: false, beginning)
    }
    return ApplyAttempt(outcome: recorded, isInterrupted: false, beginning)
  }

  /// The changes of the target that stopped part-way, the oldest first.
  ///
  /// - Throws: ``ApplyError`` when an apply is running, `LedgerError`, `PostgresError`.
  package func openChanges() throws -> [RecordedChange] {
    let connection = try Connection(target)
    try lock(connection)
    return try openChanges(ChangeRecorder(ledger.map { LedgerStore($0, target: target) }, of: target), over: connection)
  }

  private func openChanges(
    _ recorder: ChangeRecorder, over connection: borrowing Connection
  ) throws -> [RecordedChange] {
    try recorder.openChanges(of: LedgerTarget(environment: "", schemas: check.schemaNames, over: connection))
  }

  /// Says that the rest of changes that stopped part-way is not going to run.
  ///
  /// - Returns: the numbers of those that are still open.
  /// - Throws: ``ApplyError`` when an apply is running, `LedgerError`, `PostgresError`.
  package func abandon(_ changes: [AbandonedChange]) throws -> [Int] {
    let connection = try Connection(target)
    try lock(connection)
    let recorder = ChangeRecorder(ledger.map { LedgerStore($0, target: target) }, of: target)
    let open = try openChanges(recorder, over: connection).map(\.id)
    let left = changes.filter { open.contains($0.id) }
    for change in left { try recorder.abandon(change.id, "abandoned by \(change.by)", change.signoff) }
    return left.map(\.id)
  }

  private func perform(
    _ applier: inout Applier, _ run: ApplyRun, _ touched: TouchedObjects, over connection: borrowing Connection
  ) -> ApplyOutcome {
    let feed = run.feed
    connection.onNotice { notice in
      feed.aboutRunningStep { .notice($0, "\(notice.severity.rawValue): \(notice.message)") }
    }
    var session = ApplySession(
      run.approved, startedAt: run.startedAt, patience: limits.patience, feed: feed, control: control,
      recorder: run.recorder, touched: touched, witness: ApplyWitness(target))
    var action = applier.start()
    while true {
      if case .finish(var outcome) = action {
        outcome.remarks += session.remarks
        return outcome
      }
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

  /// For as long as the session lasts.
  private func lock(_ connection: borrowing Connection) throws {
    for schema in check.schemaNames { try ApplyLock.take(schema, over: connection) }
  }

  private func prepare(_ connection: borrowing Connection) throws {
    // What was reviewed was read with this setting on; off, a backslash in a string would mean something else.
    _ = try connection.execute("SET standard_conforming_strings TO on")
    // What a ledger elsewhere says was committed must not be lost in a crash of the target.
    _ = try connection.execute(
      """
      SELECT pg_catalog.set_config('synchronous_commit', 'local', false)
        WHERE pg_catalog.current_setting('synchronous_commit') = 'off'
      """)
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
  /// What happens after a lost connection.
  package var reconnection: ReconnectionRule

  package init(
    lockTimeout: String? = nil, statementTimeout: String? = nil, retry: RetryRule = RetryRule(),
    patience: Duration = .seconds(3_600), reconnection: ReconnectionRule = ReconnectionRule()
  ) {
    self.reconnection = reconnection
    self.lockTimeout = lockTimeout
    self.statementTimeout = statementTimeout
    self.retry = retry
    self.patience = patience
  }
}

/// A change of which the rest is not going to run.
package struct AbandonedChange: Hashable, Sendable {
  package var id: Int
  /// Who decided that.
  package var by: String
  package var signoff: RecordedSignoff?

  package init(id: Int, by: String, signoff: RecordedSignoff? = nil) {
    self.id = id
    self.by = by
    self.signoff = signoff
  }
}
