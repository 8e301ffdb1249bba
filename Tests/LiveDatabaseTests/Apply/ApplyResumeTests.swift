import Dispatch
import LiveDatabase
import MigrationCore
import Postgres
import Synchronization
import TestServer
import Testing

/// What the ledger is for: a change that stopped goes on where it stopped, and nobody else's change is run over.
@Suite struct ApplyResumeTests {
  let target: ConnectionParameters

  init() async throws {
    target = try await TestServer.database()
    try Connection(target).execute("CREATE TABLE a (id int); CREATE TABLE happened (what text);")
  }

  static func file(_ groups: [[String]]) throws -> PlanFile {
    let groups = groups.map { TransactionGroup(steps: $0.map { Step(sql: $0) }) }
    return try PlanFile(
      PlanCodec.encode(
        Plan(
          formatVersion: Plan.format, pgschemaVersion: Plan.pgschemaVersion, createdAt: "x", sourceFingerprint: nil,
          groups: groups)))
  }

  /// Applies on a thread of its own, as it blocks.
  func apply(
    _ groups: [[String]], _ start: ApplyOrder.Start = .beginning, lockTimeout: String? = nil,
    ledger: LedgerStore.Place = .target, reacting: @escaping @Sendable (ApplyProgress) -> Void = { _ in }
  ) async throws -> ApplyOutcome {
    let approved = try Policy.approve(Self.file(groups), signoffs: [], confirmation: .automatic)
    let driver = ApplyDriver(
      target: target, check: FingerprintCheck(approved.file.plan, schemas: ["public"], ignoring: IgnoreRules()),
      ledger: ledger,
      limits: ApplyLimits(lockTimeout: lockTimeout, retry: RetryRule(attempts: 6, firstDelayMilliseconds: 50)),
      tell: reacting)
    let executor = Executor(name: "ann", login: "ann", machine: "here", role: "")
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result { try driver.run(approved, ApplyOrder(start: start, executor: executor, tool: "test")) })
      }
    }
  }

  var changes: [RecordedChange] { get throws { try LedgerStore(.target, target: target).changes() } }

  func happened() throws -> [String] {
    try Connection(target).query("SELECT what FROM happened ORDER BY 1").map { $0[0] ?? "" }
  }

  /// The second group fails until somebody makes the table that it wants.
  static let plan = [
    ["INSERT INTO happened VALUES ('one');"],
    ["INSERT INTO happened VALUES ('two');", "INSERT INTO later VALUES (1);"],
    ["INSERT INTO happened VALUES ('three');", "ALTER TABLE a ADD COLUMN b int;"],
  ]

  @Test func whatIsDoneIsNotDoneAgain() async throws {
    let first = try await apply(Self.plan)
    #expect(first.committedGroups == [1])
    #expect(try changes.map(\.isOpen) == [true])
    try Connection(target).execute("CREATE TABLE later (id int)")
    let second = try await apply(Self.plan, .resuming([:]))
    #expect(second.ending == .applied)
    #expect(second.committedGroups == [1, 2, 3])
    #expect(second.change == first.change)
    #expect(try happened() == ["one", "three", "two"])
    let change = try #require(try changes.first)
    #expect(change.isApplied)
    #expect(change.groups.map(\.group) == [1, 2, 3])
    #expect(change.resumptions.map(\.executor.name) == ["ann"])
    #expect(change.failures.map(\.step.description) == ["2.2"])
  }

  @Test func aPlanThatStoppedPartWayDoesNotBeginAgainByItself() async throws {
    _ = try await apply(Self.plan)
    let error = await #expect(throws: ApplyError.self) { try await apply(Self.plan) }
    #expect(error?.code == .unfinished)
    #expect(error?.hint.contains("--resume") == true)
    #expect(try happened() == ["one"])
  }

  @Test func aPlanOfWhichNothingRanMayBeginAgain() async throws {
    let plan = [["INSERT INTO later VALUES (1);"]]
    #expect(try await apply(plan).committedGroups.isEmpty)
    try Connection(target).execute("CREATE TABLE later (id int)")
    #expect(try await apply(plan).ending == .applied)
  }

  @Test func anotherPlanTakesThePlaceOfOneThatStopped() async throws {
    _ = try await apply(Self.plan)
    #expect(try await apply([["INSERT INTO happened VALUES ('other');"]]).ending == .applied)
    #expect(try changes.map { $0.end?.outcome } == [.abandoned, .applied])
    let error = await #expect(throws: ApplyError.self) { try await apply(Self.plan, .resuming([:])) }
    #expect(error?.message.contains("was abandoned") == true)
  }

  @Test func whatRanToItsEndOrNeverBeganIsNotTakenUpAgain() async throws {
    let plan = [["INSERT INTO happened VALUES ('one');"]]
    let never = await #expect(throws: ApplyError.self) { try await apply(plan, .resuming([:])) }
    #expect(never?.message.contains("never began") == true)
    _ = try await apply(plan)
    let over = await #expect(throws: ApplyError.self) { try await apply(plan, .resuming([:])) }
    #expect(over?.message.contains("ran to its end") == true)
    #expect(try happened() == ["one"])
  }

  @Test func aChangeByHandOfWhatIsStillToRunStopsTheResume() async throws {
    _ = try await apply(Self.plan)
    try Connection(target).execute("CREATE TABLE later (id int); ALTER TABLE a ADD COLUMN mine int;")
    let error = await #expect(throws: ApplyError.self) { try await apply(Self.plan, .resuming([:])) }
    #expect(error?.code == .schemaDrifted)
    #expect(error?.message == "somebody else changed what the plan touches: public.a")
    try Connection(target).execute("ALTER TABLE a DROP COLUMN mine")
    #expect(try happened() == ["one"])
  }

  /// Rows, statistics and a rewrite of the table's file are no changes of it.
  @Test func dataThatChangedIsNoReasonNotToGoOn() async throws {
    _ = try await apply(Self.plan)
    let connection = try Connection(target)
    try connection.execute("CREATE TABLE later (id int); INSERT INTO a VALUES (1)")
    for command in ["ANALYZE a", "TRUNCATE a", "VACUUM FULL a"] { try connection.execute(command) }
    #expect(try await apply(Self.plan, .resuming([:])).ending == .applied)
  }

  @Test func aChangeByHandWhileItRunsStopsTheGroupThatTouchesTheObject() async throws {
    let plan = [["INSERT INTO happened VALUES ('one');"], ["ALTER TABLE a ADD COLUMN b int;"]]
    let outcome = try await apply(plan) { [target] progress in
      guard progress == .groupCommitted(1) else { return }
      _ = try? Connection(target).execute("ALTER TABLE a ADD COLUMN mine int")
    }
    guard case .failed(let step, let message) = outcome.ending else { return #expect(outcome.ending == .applied) }
    #expect(step.description == "2.1")
    #expect(message.contains("somebody else changed public.a"))
    #expect(outcome.committedGroups == [1])
  }

  /// GRANT waits for no lock: it happens between the look before the build and the look after it.
  @Test(arguments: [
    "CREATE INDEX CONCURRENTLY i ON a (id);", "REINDEX TABLE CONCURRENTLY a;", "DROP INDEX CONCURRENTLY old;",
  ])
  func aChangeByHandBesideAStatementWithoutTransactionStopsTheNextGroup(_ statement: String) async throws {
    try Connection(target).execute("CREATE INDEX old ON a (id); ALTER TABLE a ADD PRIMARY KEY (id)")
    let plan = [[statement], ["ALTER TABLE a ADD COLUMN b int;"]]
    let told = Mutex<[String]>([])
    let outcome = try await apply(plan) { [target] progress in
      if case .notice(_, let text) = progress { told.withLock { $0.append(text) } }
      guard progress == .stepStarted(StepID(group: 1, step: 1)) else { return }
      _ = try? Connection(target).execute("GRANT SELECT ON a TO PUBLIC")
    }
    guard case .failed(let step, let message) = outcome.ending else {
      return #expect(outcome.ending == .failed(StepID(group: 2, step: 1), message: ""))
    }
    #expect(step.description == "2.1" && message.contains("somebody else changed public.a since"))
    #expect(outcome.committedGroups == [1])
    #expect(told.withLock { $0 }.contains("somebody else changed public.a while it ran"))
    let error = await #expect(throws: ApplyError.self) { try await apply(plan, .resuming([:])) }
    #expect(error?.message == "somebody else changed what the plan touches: public.a")
    try Connection(target).execute("REVOKE SELECT ON a FROM PUBLIC")
  }

  @Test func aChangeByHandBesideTheLastStatementIsRecordedWithTheEnd() async throws {
    let outcome = try await apply([["CREATE INDEX CONCURRENTLY i ON a (id);"]]) { [target] progress in
      guard progress == .stepStarted(StepID(group: 1, step: 1)) else { return }
      _ = try? Connection(target).execute("GRANT SELECT ON a TO PUBLIC")
    }
    let words = "somebody else changed public.a while step 1.1 ran"
    #expect(outcome.ending == .applied && outcome.remarks == [words])
    #expect(try changes.last?.end?.message == words)
  }

  /// As a job does that keeps as many partitions as it is told: it makes one, and detaches and drops the oldest.
  @Test func partitionsThatComeAndGoMeanwhileAreNoReasonToStop() async throws {
    try Connection(target).execute(
      """
      CREATE TABLE events (id int PRIMARY KEY) PARTITION BY RANGE (id);
      CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
      CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (10) TO (20);
      CREATE TABLE reports (id int PRIMARY KEY, event int REFERENCES events);
      CREATE TABLE visits (id int, report int REFERENCES reports) PARTITION BY RANGE (id);
      CREATE TABLE visits_1 PARTITION OF visits FOR VALUES FROM (0) TO (10);
      """)
    let plan = [
      ["ALTER TABLE reports ADD COLUMN a int;"], ["ALTER TABLE reports ADD COLUMN b int;"],
      ["ALTER TABLE events ADD COLUMN a int;"], ["CREATE INDEX CONCURRENTLY reports_event ON reports (event);"],
      ["ALTER TABLE reports DROP COLUMN b;"],
    ]
    let outcome = try await apply(plan) { [target] progress in
      let job: String
      switch progress {
      case .groupCommitted(1): job = "CREATE TABLE events_3 PARTITION OF events FOR VALUES FROM (20) TO (30)"
      case .stepStarted(StepID(group: 2, step: 1)): job = "ALTER TABLE visits DETACH PARTITION visits_1"
      case .stepStarted(StepID(group: 3, step: 1)):
        job = "ALTER TABLE events DETACH PARTITION events_1; DROP TABLE events_1"
      case .stepStarted(StepID(group: 4, step: 1)):
        job = "CREATE TABLE events_4 PARTITION OF events FOR VALUES FROM (30) TO (40)"
      default: return
      }
      _ = try? Connection(target).execute(job)
    }
    #expect(outcome.ending == .applied)
    let tables = try Connection(target).query(
      "SELECT string_agg(inhrelid::regclass::text, ' ' ORDER BY 1) FROM pg_inherits WHERE inhparent = 'events'::regclass"
    )
    #expect(tables.first?[0] == "events_2 events_3 events_4")
  }

  @Test func whatTheGroupsBeforeChangedIsNobodyElses() async throws {
    let connection = try Connection(target)
    try connection.execute(
      """
      CREATE TABLE parent (id int PRIMARY KEY) PARTITION BY RANGE (id);
      CREATE TABLE part PARTITION OF parent FOR VALUES FROM (0) TO (10);
      CREATE TABLE child (id int, parent int);
      """)
    let outcome = try await apply([
      ["ALTER TABLE parent ADD COLUMN note text;"],
      ["ALTER TABLE child ADD CONSTRAINT c FOREIGN KEY (parent) REFERENCES parent NOT VALID;"],
      ["ALTER TABLE part ALTER COLUMN note SET DEFAULT '';"], ["DO $$ BEGIN ALTER TABLE child ADD extra int; END $$;"],
      ["ALTER TABLE child VALIDATE CONSTRAINT c;"], ["ALTER TABLE parent RENAME COLUMN note TO notes;"],
      ["COMMENT ON COLUMN part.notes IS 'x';"], ["CREATE INDEX CONCURRENTLY child_parent ON child (parent);"],
      ["ALTER TABLE child DROP COLUMN extra;"],
    ])
    #expect(outcome.ending == .applied)
  }

  @Test(arguments: ["target", "database", "file"])
  func lockTimeoutsAreRecordedWithWhoHeldTheLock(_ place: String) async throws {
    let folder = try ScratchFolder()
    let ledger: LedgerStore.Place =
      switch place {
      case "target": .target
      case "database": .database(try await TestServer.database())
      default: .file("\(folder.path)/ledger.jsonl")
      }
    let holder = try Connection(target)
    try holder.execute("BEGIN; LOCK TABLE a;")
    let process = holder.backendProcessID
    let outcome = try await apply([["ALTER TABLE a ADD COLUMN b int;"]], lockTimeout: "700ms", ledger: ledger) {
      [target] progress in
      guard case .groupRetried(1, attempt: 4, _) = progress else { return }
      _ = try? Connection(target).query("SELECT pg_terminate_backend($1)", [Parameter(process)])
    }
    #expect(outcome.ending == .applied)
    let change = try #require(try LedgerStore(ledger, target: target).changes().first)
    #expect(change.failures.map(\.attempt) == [1, 2, 3])
    #expect(
      change.failures.allSatisfy { $0.message.contains("session \(process)") && $0.message.contains("LOCK TABLE a") })
    #expect(change.groups.first?.steps.first?.attempts == 4)
    let isLost = (try? holder.query("SELECT 1")) == nil
    #expect(isLost)
  }

  @Test func aStepThatLeavesNoTraceIsAskedFor() async throws {
    let plan = [["INSERT INTO happened VALUES ('one');"], ["CREATE DATABASE postgres;"], ["CREATE TABLE b (id int);"]]
    let stopped = try await apply(plan)
    // As if whoever ran it had been killed with the statement on its way.
    try LedgerStore(.target, target: target).append(.attempting(StepID(group: 2, step: 1)), change: stopped.change)
    let error = await #expect(throws: ApplyError.self) { try await apply(plan, .resuming([:])) }
    #expect(error?.message.hasPrefix("whether step 2.1 ran is not known") == true)
    #expect(error?.hint.contains("--ran 2.1") == true)
    #expect(try await apply(plan, .resuming([StepID(group: 2, step: 1): true])).ending == .applied)
    #expect(try happened() == ["one"])
  }

  @Test func whatAFailedBuildLeftIsNoObstacle() async throws {
    let connection = try Connection(target)
    try connection.execute("INSERT INTO a VALUES (1), (1)")
    let plan = [
      ["INSERT INTO happened VALUES ('one');"], ["CREATE UNIQUE INDEX CONCURRENTLY i ON a (id);"],
      ["ALTER TABLE a ADD CONSTRAINT k UNIQUE USING INDEX i;"],
    ]
    #expect(try await apply(plan).committedGroups == [1])
    try connection.execute("TRUNCATE a")
    #expect(try await apply(plan, .resuming([:])).ending == .applied)
    #expect(try happened() == ["one"])
  }

  @Test(arguments: [
    ["CREATE INDEX i ON a (id)", "DROP INDEX i;", "CREATE INDEX i_new ON a (id);", "ALTER INDEX i_new RENAME TO i;"],
    ["CREATE TABLE t (id int)", "DROP TABLE t;", "CREATE TABLE u (id int);", "ALTER TABLE u RENAME TO t;"],
    ["CREATE VIEW t AS SELECT 1", "DROP VIEW t;", "CREATE VIEW u AS SELECT 2;", "ALTER VIEW u RENAME TO t;"],
  ])
  func whatTakesTheNameOfADroppedOneIsThePlansOwn(_ statements: [String]) async throws {
    try Connection(target).execute(statements[0])
    let last = ["ALTER TABLE a ADD COLUMN b int;", "ALTER TABLE IF EXISTS t OWNER TO CURRENT_USER;"]
    #expect(try await apply(statements.dropFirst().map { [$0] } + [last]).ending == .applied)
  }

  @Test func whatAFailedReindexLeftIsDroppedBeforeItRunsAgain() async throws {
    let connection = try Connection(target)
    try connection.execute(
      """
      CREATE FUNCTION one(int) RETURNS int IMMUTABLE LANGUAGE sql
        AS 'SELECT 1 / count(*)::pg_catalog.int4 FROM public.happened';
      INSERT INTO a VALUES (1);
      INSERT INTO happened VALUES ('there');
      CREATE INDEX i ON a (one(id));
      DELETE FROM happened
      """)
    let plan = [["CREATE TABLE b (id int);"], ["REINDEX INDEX CONCURRENTLY i;"], ["CREATE TABLE c (id int);"]]
    func invalid() throws -> [String?] {
      try connection.query("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid").map { $0[0] }
    }
    let stopped = try await apply(plan)
    #expect(stopped.committedGroups == [1])
    #expect(try invalid() == ["i_ccnew"])
    try connection.execute("INSERT INTO happened VALUES ('there')")
    #expect(try await apply(plan, .resuming([:])).ending == .applied)
    #expect(try invalid() == [])
  }

  @Test func stateBeforeAndAfterIsKept() async throws {
    _ = try await apply([["ALTER TABLE a ADD COLUMN b int;"]])
    let ledger = LedgerStore(.target, target: target)
    let change = try #require(try ledger.changes().first)
    let after = try #require(change.end?.after)
    #expect(after.catalogHashes != change.beginning.before.catalogHashes)
    let snapshots = try [change.beginning.before, after].map { try ledger.snapshot(try #require($0.snapshot)) }
    #expect(Drift(from: snapshots[0], to: snapshots[1]).isEmpty == false)
    #expect(try ledger.content(change.beginning.planHash) == Self.file([["ALTER TABLE a ADD COLUMN b int;"]]).bytes)
  }
}
