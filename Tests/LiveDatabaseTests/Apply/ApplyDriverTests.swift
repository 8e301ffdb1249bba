import Dispatch
import Glibc
import LiveDatabase
import MigrationCore
import Postgres
import Synchronization
import TestServer
import Testing

@Suite struct ApplyDriverTests {
  /// What a test heard, from whatever thread.
  final class Heard: Sendable {
    private let list = Mutex<[ApplyProgress]>([])

    var all: [ApplyProgress] { list.withLock { $0 } }

    func take(_ progress: ApplyProgress) { list.withLock { $0.append(progress) } }

    /// Sleeps until something was heard; false after ten seconds.
    @discardableResult func wait(for isIt: (ApplyProgress) -> Bool) async throws -> Bool {
      for _ in 0..<500 {
        if all.contains(where: isIt) { return true }
        try await Task.sleep(for: .milliseconds(20))
      }
      return false
    }
  }

  let target: ConnectionParameters
  let heard = Heard()
  let control = ApplyControl()

  init() async throws { target = try await TestServer.database() }

  static let order = ApplyOrder(
    executor: Executor(name: "ann", login: "ann", machine: "here", role: ""), tool: "countersign test")

  static func approved(_ groups: [[Step]], fingerprint: String? = nil) throws -> ApprovedPlan {
    let plan = Plan(
      formatVersion: Plan.format, pgschemaVersion: Plan.pgschemaVersion, createdAt: "x", sourceFingerprint: fingerprint,
      groups: groups.map(TransactionGroup.init))
    return try Policy.approve(PlanFile(PlanCodec.encode(plan)), signoffs: [], confirmation: .automatic)
  }

  static func wait(_ sql: String) -> Step {
    Step(sql: sql, directive: Directive(type: Directive.wait, message: "m"), type: "table.index")
  }

  /// Applies on a thread of its own, as it blocks.
  func apply(
    _ groups: [[Step]], schema: Identifier = "public", lockTimeout: String? = nil, patience: Duration = .seconds(60),
    fingerprint: String? = nil, reacting: @escaping @Sendable (ApplyProgress) -> Void = { _ in }
  ) async throws -> ApplyOutcome {
    try await apply(
      Self.approved(groups, fingerprint: fingerprint), schema: schema, lockTimeout: lockTimeout, patience: patience,
      reacting: reacting)
  }

  func apply(
    _ approved: ApprovedPlan, schema: Identifier = "public", lockTimeout: String? = nil,
    patience: Duration = .seconds(60), reacting: @escaping @Sendable (ApplyProgress) -> Void = { _ in }
  ) async throws -> ApplyOutcome {
    let check = FingerprintCheck(approved.file.plan, schemas: [schema], ignoring: IgnoreRules())
    let driver = ApplyDriver(
      target: target, check: check,
      limits: ApplyLimits(
        lockTimeout: lockTimeout, retry: RetryRule(attempts: 6, firstDelayMilliseconds: 50), patience: patience),
      control: control
    ) { [heard] in
      heard.take($0)
      reacting($0)
    }
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try driver.run(approved, Self.order) })
      }
    }
  }

  func apply(_ groups: [[String]], lockTimeout: String? = nil) async throws -> ApplyOutcome {
    try await apply(groups.map { $0.map { Step(sql: $0) } }, lockTimeout: lockTimeout)
  }

  /// The one value that `sql` gives on a session of its own.
  func value(_ sql: String) throws -> String? { try Connection(target).query(sql).first?[0] }

  func exists(_ relation: String) throws -> Bool { try value("SELECT to_regclass('\(relation)')") != nil }

  func message(of outcome: ApplyOutcome) -> String {
    if case .failed(_, let message) = outcome.ending { message } else { "" }
  }

  @Test func tellsEveryStepInOrder() async throws {
    let outcome = try await apply([
      ["CREATE TABLE a (id int);", "DO $$ BEGIN RAISE NOTICE 'hello'; END $$;"],
      ["CREATE INDEX CONCURRENTLY i ON a (id);"],
    ])
    #expect(outcome.ending == .applied)
    #expect(outcome.committedGroups == [1, 2])
    #expect(outcome.remarks.isEmpty)
    let words = heard.all.map { progress in
      switch progress {
      case .groupStarted(let group, let count): "group \(group) of \(count)"
      case .stepStarted(let step): "\(step) starts"
      case .stepFinished(let step, _): "\(step) ends"
      case .notice(let step, let text): "\(step) \(text)"
      case .groupCommitted(let group): "group \(group) committed"
      case .waiting, .stepProgress, .stepWaiting, .groupRetried, .connectionLost, .reconnected: "?"
      }
    }
    #expect(
      words == [
        "group 1 of 2", "1.1 starts", "1.1 ends", "1.2 starts", "1.2 NOTICE: hello", "1.2 ends", "group 1 committed",
        "group 2 of 2", "2.1 starts", "2.1 ends", "group 2 committed",
      ])
    #expect(try value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass") == "t")
  }

  @Test func aFailureKeepsTheGroupsBeforeIt() async throws {
    let outcome = try await apply([
      ["CREATE TABLE a (id int);"], ["CREATE TABLE b (id int);", "CREATE TABLE a (id int);"],
      ["CREATE TABLE c (id int);"],
    ])
    #expect(outcome.ending == .failed(StepID(group: 2, step: 2), message: message(of: outcome)))
    #expect(message(of: outcome).contains("relation \"a\" already exists"))
    #expect(outcome.committedGroups == [1])
    #expect(outcome.openGroups == [2, 3])
    #expect(try [exists("a"), exists("b"), exists("c")] == [true, false, false])
  }

  @Test func aDriftedSchemaRunsNothing() async throws {
    let error = await #expect(throws: ApplyError.self) {
      try await apply([[Step(sql: "CREATE TABLE a (id int);")]], fingerprint: String(repeating: "0", count: 64))
    }
    #expect(error?.code == .schemaDrifted)
    #expect(try !exists("a"))
    #expect(heard.all.isEmpty)
  }

  @Test func aStepThatCannotBeInATransactionIsFoundBeforeAnythingRuns() async throws {
    let error = await #expect(throws: ApplyError.self) {
      try await apply([
        ["CREATE TABLE a (id int);"], ["CREATE TABLE b (id int);", "CREATE INDEX CONCURRENTLY i ON b (id);"],
      ])
    }
    #expect(error?.message.hasPrefix("step 2.2: CREATE INDEX CONCURRENTLY cannot run inside a transaction") == true)
    #expect(try !exists("a"))
  }

  @Test func twoAppliesDoNotRunAtOnce() async throws {
    let other = try Connection(target)
    try other.query("SELECT pg_advisory_lock(1129270867, hashtext('public'))")
    let error = await #expect(throws: ApplyError.self) { try await apply([["CREATE TABLE a (id int);"]]) }
    #expect(error?.code == .alreadyRunning)
    let isAlive = other.isAlive
    #expect(isAlive)
  }

  @Test func aLockTimeoutThatIsNoneIsRefused() async throws {
    let error = await #expect(throws: ApplyError.self) { try await apply([["SELECT 1;"]], lockTimeout: "soon") }
    #expect(error?.code == .invalidTimeout)
  }

  @Test(arguments: [["ALTER TABLE a ADD b int;"], ["CREATE TABLE c (id int);", "ALTER TABLE a ADD b int;"]])
  func aGroupWithoutItsLockIsTriedAgain(_ group: [String]) async throws {
    let holder = try Connection(target)
    try holder.execute("CREATE TABLE a (id int)")
    try holder.execute("BEGIN; LOCK TABLE a;")
    let process = holder.backendProcessID
    let steps = [group.map { Step(sql: $0) }]
    let outcome = try await apply(steps, lockTimeout: "50ms") { [target] progress in
      guard case .groupRetried(1, attempt: 3, afterMilliseconds: 100) = progress else { return }
      _ = try? Connection(target).query("SELECT pg_terminate_backend($1)", [Parameter(process)])
    }
    #expect(outcome.ending == .applied)
    let isLost = (try? holder.query("SELECT 1")) == nil
    #expect(isLost)
  }

  @Test func aConcurrentBuildThatWaitsTooLongStartsClean() async throws {
    let holder = try Connection(target)
    try holder.execute("CREATE TABLE a (id int)")
    try holder.execute("BEGIN; INSERT INTO a VALUES (1);")
    let process = holder.backendProcessID
    let build = [[Step(sql: "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON a (id);")]]
    // A lock timeout would leave an invalid index behind each time, so it is not for concurrent builds.
    let outcome = try await apply(build, lockTimeout: "50ms", patience: .milliseconds(600)) { [target] progress in
      guard case .groupRetried(1, attempt: 2, afterMilliseconds: _) = progress else { return }
      _ = try? Connection(target).query("SELECT pg_terminate_backend($1)", [Parameter(process)])
    }
    #expect(outcome.ending == .applied)
    #expect(try value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass") == "t")
    let isLost = (try? holder.query("SELECT 1")) == nil
    #expect(isLost)
  }

  @Test func whoHoldsTheLockIsTold() async throws {
    let holder = try Connection(target)
    try holder.execute("CREATE TABLE a (id int)")
    try holder.execute("BEGIN; LOCK TABLE a;")
    let process = holder.backendProcessID
    async let applying = apply([["ALTER TABLE a ADD b int;"]])
    #expect(
      try await heard.wait {
        if case .stepWaiting(_, let holders) = $0 { holders.map(\.processID) == [process] } else { false }
      })
    try holder.execute("ROLLBACK")
    #expect(try await applying.ending == .applied)
  }

  @Test func stoppingNowCancelsTheStatementAndRollsItsGroupBack() async throws {
    async let applying = apply([["CREATE TABLE a (id int);"], ["CREATE TABLE b (id int);", "SELECT pg_sleep(60);"]])
    let step = StepID(group: 2, step: 2)
    try await heard.wait { $0 == .stepStarted(step) }
    try await Task.sleep(for: .milliseconds(100))
    try control.stopNow()
    let outcome = try await applying
    #expect(outcome.ending == .cancelled(step))
    #expect(outcome.committedGroups == [1])
    #expect(outcome.openGroups == [2])
    #expect(try !exists("b"))
  }

  @Test func stoppingAfterTheStatementLetsItEnd() async throws {
    let noisy = Step(sql: "DO $$ BEGIN RAISE NOTICE 'running'; END $$;")
    let outcome = try await apply([[noisy], [Step(sql: "CREATE TABLE a (id int);")]]) { [control] progress in
      if case .notice = progress { control.stopAfterStatement() }
    }
    #expect(outcome.ending == .cancelled(nil))
    #expect(outcome.committedGroups == [1])
    #expect(try !exists("a"))
  }

  @Test func aStatementTimeoutIsAFailure() async throws {
    let outcome = try await apply([["SET statement_timeout = 50;"], ["SELECT pg_sleep(60);"]])
    #expect(message(of: outcome).contains("statement timeout"))
  }

  @Test func whatAFailedConcurrentBuildLeftIsBuiltAgain() async throws {
    try Connection(target).execute("CREATE TABLE a (id int); INSERT INTO a VALUES (1), (1);")
    let build = [["CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON a (id);"]]
    let first = try await apply(build)
    #expect(message(of: first).contains("could not create unique index"))
    #expect(first.remarks == ["an invalid index is left; drop it: DROP INDEX CONCURRENTLY public.i;"])
    try Connection(target).execute("TRUNCATE a")
    let second = try await apply(build)
    #expect(second.ending == .applied)
    #expect(try value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass") == "t")
  }

  static func waitQuery(_ index: String) -> String {
    """
    SELECT COALESCE(i.indisvalid, false) as done, 40 as progress
    FROM pg_class c LEFT JOIN pg_index i ON c.oid = i.indexrelid WHERE c.relname = '\(index)';
    """
  }

  @Test func aWaitEndsWhenItsIndexIsValid() async throws {
    try Connection(target).execute("CREATE TABLE a (id int)")
    let outcome = try await apply([
      [Step(sql: "CREATE INDEX CONCURRENTLY i ON a (id);")], [Self.wait(Self.waitQuery("i"))],
    ])
    #expect(outcome.ending == .applied)
    #expect(heard.all.contains(.groupCommitted(2)))
  }

  @Test(arguments: [
    (waitQuery("broken"), "nobody is building the index"), ("SELECT 1 AS x", "must return a 'done' column"),
    ("SELECT true AS done WHERE false", "returned no rows"), ("SELECT 'x' AS done", "must be boolean, got x"),
    ("SELECT nonsense", "column \"nonsense\" does not exist"),
  ])
  func aWaitThatCannotEndStops(_ sql: String, _ problem: String) async throws {
    let connection = try Connection(target)
    try connection.execute("CREATE TABLE a (id int); INSERT INTO a VALUES (1), (1);")
    _ = try? connection.execute("CREATE UNIQUE INDEX CONCURRENTLY broken ON a (id)")
    let outcome = try await apply([[Self.wait(sql)]])
    #expect(message(of: outcome).contains(problem))
  }

  @Test func aWaitGoesOnUntilDoneOrStopped() async throws {
    try Connection(target).execute("CREATE TABLE go ()")
    let ask = Step(
      sql: "SELECT to_regclass('go') IS NULL AS done;", directive: Directive(type: Directive.wait, message: "m"))
    async let applying = apply([[ask], [Step(sql: "CREATE TABLE a (id int);")]])
    try await heard.wait { if case .stepStarted = $0 { true } else { false } }
    try Connection(target).execute("DROP TABLE go")
    #expect(try await applying.ending == .applied)
  }

  @Test(arguments: ["CREATE TABLE b (id int);", "VACUUM;"])
  func aGroupThatWouldNotBeOverBeforeTheWindowIsDoesNotBegin(_ late: String) async throws {
    let file = try Self.approved([[Step(sql: "SELECT pg_catalog.pg_sleep(1.1);")], [Step(sql: late)]]).file
    var environment = TargetEnvironment(name: "production", dsn: "")
    environment.windows = [try ChangeWindow("daily 00:00-24:00 UTC")]
    var facts = PolicyFacts(planHash: file.hash, in: environment)
    facts.fingerprint = .matches
    facts.findings = []
    let now = "2026-01-10T12:00:00Z"
    facts.circumstances.clock = .read(now: now, aheadSeconds: 0, lastRecordedAt: nil)
    facts.circumstances.window = .open(closesIn: 60)
    facts.circumstances.estimates = [StepID(group: 2, step: 1): 59]
    let outcome = try await apply(Policy.approve(file, facts, confirmation: .automatic))
    #expect(outcome.committedGroups == [1])
    #expect(message(of: outcome).hasPrefix("the window closes in "))
    #expect(message(of: outcome).hasSuffix(" s, and this group takes up to 59 s; nothing of it ran"))
  }

  @Test func namesWithoutASchemaAreThePlansSchemas() async throws {
    try Connection(target).execute("CREATE SCHEMA \"my shop\"")
    _ = try await apply([[Step(sql: "CREATE TABLE a (id int);")]], schema: "my shop")
    #expect(try exists("\"my shop\".a"))
  }

  @Test func aStepThatLeavesATransactionOpenIsNoSuccess() async throws {
    let outcome = try await apply([["BEGIN; CREATE TABLE a (id int);"], ["CREATE TABLE b (id int);"]])
    #expect(message(of: outcome) == "the step left a transaction open; it was rolled back")
    #expect(try [exists("a"), exists("b")] == [false, false])
  }

  @Test(arguments: [
    (
      "CREATE TABLE w (id int PRIMARY KEY) PARTITION BY LIST (id); CREATE TABLE p PARTITION OF w FOR VALUES IN (1)",
      "ALTER TABLE w DETACH PARTITION p;", "ALTER INDEX p_pkey SET (fillfactor = 70);"
    ),
    ("CREATE TABLE t (id serial)", "ALTER TABLE t SET UNLOGGED;", "ALTER SEQUENCE t_id_seq CACHE 5;"),
    (
      "CREATE TABLE t (id int); CREATE INDEX i ON t (id)", "ALTER TABLE t RENAME id TO n;", "COMMENT ON INDEX i IS 'c';"
    ),
    ("CREATE TYPE y AS (a int); CREATE TABLE t OF y", "ALTER TYPE y ADD ATTRIBUTE b int CASCADE;", "DROP TABLE t;"),
  ])
  func whatAGroupChangesOfObjectsThatItDoesNotNameIsItsOwnDoing(_ made: String, _ first: String, _ then: String)
    async throws
  {
    try Connection(target).execute(made)
    let outcome = try await apply([[first], [then]])
    #expect(outcome.ending == .applied)
  }

  @Test func aLostConnectionSaysWhatIsNotKnown() async throws {
    let outcome = try await apply([["SELECT pg_terminate_backend(pg_backend_pid());"], ["CREATE TABLE b (id int);"]])
    #expect(message(of: outcome).contains("connection"))
    #expect(outcome.openGroups == [1, 2])
  }
}
