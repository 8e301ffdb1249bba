package import MigrationCore
package import Postgres
import SQLSyntax

/// Runs an approved plan: performs what ``Applier`` decides, on one connection, under an advisory lock.
package struct ApplyDriver: Sendable {
  private let target: ConnectionParameters
  private let schema: Identifier
  private let lockTimeout: String?
  private let retry: RetryRule
  private let control: ApplyControl
  private let tell: @Sendable (ApplyProgress) -> Void

  /// - Parameters:
  ///   - target: where the plan runs.
  ///   - schema: the schema that unqualified names in the plan mean.
  ///   - lockTimeout: as `lock_timeout` takes it; nil leaves the server's own.
  ///   - retry: how often a group is tried that did not get its locks in that time.
  ///   - control: stops it.
  ///   - tell: is told what happens, from the calling thread and another, one at a time.
  package init(
    target: ConnectionParameters, schema: Identifier, lockTimeout: String? = nil, retry: RetryRule = RetryRule(),
    control: ApplyControl = ApplyControl(), tell: @escaping @Sendable (ApplyProgress) -> Void
  ) {
    self.target = target
    self.schema = schema
    self.lockTimeout = lockTimeout
    self.retry = retry
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
    var applier = try Applier(plan: plan, facts: facts(of: plan), retry: retry)
    let connection = try Connection(target)
    try lock(connection)
    try verify(connection)
    try prepare(connection)
    let feed = ApplyFeed(tell)
    let watch = ApplyWatch(target, processID: connection.backendProcessID, feed: feed)
    defer { watch.end() }
    connection.onNotice { notice in
      feed.aboutRunningStep { .notice($0, "\(notice.severity.rawValue): \(notice.message)") }
    }
    var session = ApplySession(plan, feed: feed, control: control)
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
    let locked = try connection.query(
      "SELECT pg_catalog.pg_try_advisory_lock(1129270867, pg_catalog.hashtext($1))", [Parameter(bytes: schema.bytes)])
    guard locked.first?[0] == "t" else { throw ApplyError.alreadyRunning(schema: schema) }
  }

  private func prepare(_ connection: borrowing Connection) throws {
    // What was reviewed was read with this setting on; off, a backslash in a string would mean something else.
    _ = try connection.execute("SET standard_conforming_strings TO on")
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
}
