import MigrationCore
import Testing

@Suite struct LockRuleTests {
  private static let orders = ReviewFixture.name("orders")
  private static let users = ReviewFixture.name("users")

  private static func live(_ change: (inout LiveFacts) -> Void) -> LiveFacts {
    var live = ReviewFixture.live
    change(&live)
    return live
  }

  private static func active(_ change: (inout LiveActivity) -> Void) -> LiveFacts {
    live { live in
      var activity = LiveActivity()
      change(&activity)
      live.activity = activity
    }
  }

  private static func session(
    _ mode: LockMode, on table: QualifiedName, seconds: Double, vacuum: Bool = false
  ) -> LiveSession {
    var session = LiveSession(
      processID: 4121, user: "etl", application: "", state: "idle in transaction", transactionAge: seconds,
      query: "SELECT 1")
    session.locks = [table: [mode]]
    session.isWraparoundVacuum = vacuum
    return session
  }

  private static func used(_ table: QualifiedName, writes: Int64, scans: Int64 = 0) -> LiveFacts {
    live { live in
      var use = RelationUse()
      (use.writes, use.scans, use.seconds) = (writes, scans, 1_000)
      live.relations[table]?.use = use
    }
  }

  private static func choice(_ rule: RuleID, _ options: [String: OptionValue] = [:]) -> RuleChoice {
    RuleChoice(options: [rule: options])
  }

  // MARK: Statements

  @Test(arguments: [
    RuleCase("index-create-not-concurrent", ["CREATE INDEX IF NOT EXISTS orders_at ON orders (at)"]),
    RuleCase("index-create-not-concurrent", ["CREATE UNIQUE INDEX ON parts (a)"]),
    RuleCase("index-drop-not-concurrent", ["DROP INDEX orders_at"], finds: "1.1 error"),
    RuleCase("index-drop-not-concurrent", ["CREATE TABLE t (a int)", "CREATE INDEX i ON t (a)", "DROP INDEX i"]),
    RuleCase("reindex-not-concurrent", ["REINDEX INDEX orders_at"], finds: "1.1 error"),
    RuleCase("reindex-not-concurrent", ["REINDEX TABLE small"], finds: "1.1 info"),
    RuleCase("reindex-not-concurrent", ["REINDEX SCHEMA shop"], finds: "1.1 error"),
    RuleCase(
      "index-create-not-concurrent",
      ["ALTER TABLE orders RENAME TO old", "CREATE TABLE orders (id int)", "CREATE INDEX i ON orders (id)"]),
    RuleCase(
      "index-create-not-concurrent",
      ["ALTER TABLE orders RENAME TO old", "CREATE TABLE orders (id int)"],
      ["ALTER TABLE orders RENAME TO third", "ALTER TABLE old RENAME TO orders", "CREATE INDEX i ON orders (id)"],
      finds: "2.3 error"),
    RuleCase("view-replace-access-exclusive", ["ALTER VIEW recent RENAME TO v"], finds: "1.1 info"),
    RuleCase(
      "view-replace-access-exclusive",
      ["ALTER VIEW recent RENAME TO v", "CREATE OR REPLACE VIEW recent AS SELECT 1 AS a"], finds: "1.1 info"),
    RuleCase("reindex-not-concurrent", ["REINDEX DATABASE db"], finds: "1.1 error"),
    RuleCase("reindex-not-concurrent", ["REINDEX SYSTEM db"]),
    RuleCase("reindex-not-concurrent", ["REINDEX (CONCURRENTLY) TABLE orders"]),
    RuleCase("reindex-not-concurrent", ["CREATE TABLE t (a int PRIMARY KEY)", "REINDEX TABLE t"]),
    RuleCase("refresh-matview-not-concurrent", ["REFRESH MATERIALIZED VIEW totals"], finds: "1.1 warning"),
    RuleCase("refresh-matview-not-concurrent", ["REFRESH MATERIALIZED VIEW totals WITH NO DATA"], finds: "1.1 warning"),
    RuleCase(
      "refresh-matview-not-concurrent",
      ["CREATE MATERIALIZED VIEW m AS SELECT 1 WITH NO DATA", "REFRESH MATERIALIZED VIEW m"]),
    RuleCase("vacuum-full", ["VACUUM FULL"], finds: "1.1 error"),
    RuleCase("vacuum-full", ["VACUUM (FULL false) orders"]),
    RuleCase("cluster-table", ["CLUSTER"], finds: "1.1 error"),
    RuleCase("cluster-table", ["CREATE TABLE t (a int PRIMARY KEY)", "CLUSTER t USING t_pkey"]),
    RuleCase("explicit-lock-table", ["LOCK TABLE orders"], finds: "1.1 error"),
    RuleCase("explicit-lock-table", ["LOCK TABLE orders IN SHARE MODE NOWAIT"], finds: "1.1 warning"),
    RuleCase("explicit-lock-table", ["LOCK TABLE orders IN ROW EXCLUSIVE MODE"]),
    RuleCase("explicit-lock-table", ["CREATE TABLE t ()", "LOCK TABLE t"]),
    RuleCase("create-trigger-locks-writes", [createTrigger], finds: "1.1 warning"),
    RuleCase(
      "create-trigger-locks-writes", ["CREATE TABLE t ()", "CREATE TRIGGER x BEFORE INSERT ON t EXECUTE FUNCTION f()"]),
    RuleCase(
      "create-trigger-locks-writes", [createTrigger],
      choice: choice("create-trigger-locks-writes", ["allowed": .list(["sync_*"])])),
    RuleCase(
      "create-trigger-locks-writes", [createTrigger], finds: "1.1 warning",
      choice: choice("create-trigger-locks-writes", ["allowed": .list(["*_sync", "sync"])])),
    RuleCase("drop-trigger-access-exclusive", ["DROP TRIGGER x ON orders"], finds: "1.1 warning"),
    RuleCase("drop-trigger-access-exclusive", ["ALTER TRIGGER x ON orders RENAME TO y"], finds: "1.1 warning"),
    RuleCase("drop-trigger-access-exclusive", ["ALTER TABLE orders DISABLE TRIGGER x"]),
    RuleCase("drop-trigger-access-exclusive", ["DROP FUNCTION f CASCADE"]),
    RuleCase("enable-disable-trigger", ["ALTER TABLE orders DISABLE TRIGGER x"], finds: "1.1 info"),
    RuleCase("enable-disable-trigger", ["ALTER TABLE orders ENABLE ALWAYS TRIGGER x"], finds: "1.1 info"),
    RuleCase("enable-disable-trigger", ["ALTER TABLE orders DISABLE TRIGGER ALL"]),
    RuleCase("disable-all-triggers", ["ALTER TABLE orders DISABLE TRIGGER ALL"], finds: "1.1 error"),
    RuleCase("disable-all-triggers", ["ALTER TABLE orders DISABLE TRIGGER USER"], finds: "1.1 warning"),
    RuleCase("disable-all-triggers", ["SET session_replication_role = replica"], finds: "1.1 error"),
    RuleCase(
      "disable-all-triggers", ["SET session_replication_role = origin", "ALTER TABLE orders DISABLE TRIGGER x"]),
    RuleCase("rule-created", ["CREATE RULE r AS ON INSERT TO orders DO INSTEAD NOTHING"], finds: "1.1 warning"),
    RuleCase("rule-created", ["CREATE RULE r AS ON INSERT TO recent DO INSTEAD NOTHING"], finds: "1.1 info"),
    RuleCase(
      "rule-created", ["DROP RULE r ON orders", "ALTER TABLE orders DISABLE RULE r"], finds: "1.1 warning",
      "1.2 warning"),
    RuleCase("rule-created", ["CREATE VIEW v AS SELECT 1"]),
    RuleCase("if-not-exists-still-locks", ["ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text"], finds: "1.1 info"),
    RuleCase("if-not-exists-still-locks", ["ALTER TABLE orders ADD COLUMN IF NOT EXISTS other text"]),
    RuleCase("if-not-exists-still-locks", ["ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text"], live: nil),
    RuleCase("view-replace-access-exclusive", ["CREATE OR REPLACE VIEW recent AS SELECT 1"], finds: "1.1 info"),
    RuleCase("view-replace-access-exclusive", ["CREATE OR REPLACE VIEW fresh AS SELECT 1"]),
    RuleCase(
      "view-replace-access-exclusive", ["CREATE OR REPLACE VIEW fresh AS SELECT 1"], finds: "1.1 info", live: nil),
    RuleCase("domain-constraint-locks-all-users", ["ALTER DOMAIN email SET NOT NULL"], finds: "1.1 error"),
    RuleCase("domain-constraint-locks-all-users", ["ALTER DOMAIN email VALIDATE CONSTRAINT c"], finds: "1.1 error"),
    RuleCase("domain-constraint-locks-all-users", ["ALTER DOMAIN email ADD CHECK (VALUE <> '') NOT VALID"]),
    RuleCase("domain-constraint-locks-all-users", ["CREATE DOMAIN d AS int", "ALTER DOMAIN d ADD CHECK (VALUE > 0)"]),
    RuleCase("domain-constraint-locks-all-users", ["ALTER DOMAIN email SET NOT NULL"], finds: "1.1 warning", live: nil),
    RuleCase("sequence-alter-blocks-nextval", ["ALTER SEQUENCE s RESTART"], finds: "1.1 warning", live: nil),
    RuleCase(
      "sequence-alter-blocks-nextval", ["ALTER SEQUENCE s OWNED BY orders.id", "ALTER SEQUENCE s RENAME TO t"],
      live: nil),
    RuleCase("sequence-alter-blocks-nextval", ["ALTER SEQUENCE unused RESTART"]),
    RuleCase("sequence-alter-blocks-nextval", ["ALTER SEQUENCE s RESTART"], finds: "1.1 warning", live: withSequence),
    RuleCase("sequence-alter-blocks-nextval", ["CREATE SEQUENCE s", "ALTER SEQUENCE s RESTART"], live: nil),
  ])
  func ofStatements(_ example: RuleCase) { #expect(example.found == example.findings) }

  private static let createTrigger =
    "CREATE TRIGGER sync_a BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION sync()"

  private static let withSequence = live { live in
    var sequence = LiveRelation(.sequence, size: RelationSize(rows: 1, totalBytes: 8192, analyzedAt: nil))
    sequence.owningTable = orders
    live.relations[ReviewFixture.name("s")] = sequence
  }

  // MARK: Foreign keys

  @Test(arguments: [
    RuleCase(
      "fk-locks-referenced-table", ["ALTER TABLE orders ADD FOREIGN KEY (u) REFERENCES users NOT VALID"],
      finds: "1.1 warning"),
    RuleCase("fk-locks-referenced-table", ["ALTER TABLE orders ADD u int REFERENCES users"], finds: "1.1 warning"),
    RuleCase("fk-locks-referenced-table", ["ALTER TABLE orders ADD u int REFERENCES orders"]),
    RuleCase(
      "fk-locks-referenced-table", ["CREATE TABLE t (id int PRIMARY KEY)", "ALTER TABLE orders ADD u int REFERENCES t"]),
    RuleCase(
      "fk-locks-referenced-table", ["ALTER TABLE orders ADD u int REFERENCES users"], finds: "1.1 info",
      live: used(users, writes: 0)),
    RuleCase(
      "create-table-fk-locks-parent", ["BEGIN"], ["CREATE TABLE t (u int REFERENCES users)"], ["COMMIT"],
      finds: "2.1 warning", isScript: true),
    RuleCase("drop-fk-locks-referenced-table", ["ALTER TABLE orders DROP CONSTRAINT orders_user"], finds: "1.1 error"),
    RuleCase("drop-fk-locks-referenced-table", ["DROP TABLE orders"], finds: "1.1 error"),
    RuleCase("drop-fk-locks-referenced-table", ["ALTER TABLE orders DROP COLUMN user_id"], finds: "1.1 error"),
    RuleCase("drop-fk-locks-referenced-table", ["ALTER TABLE orders DROP COLUMN note", "DROP TABLE small"]),
    RuleCase(
      "drop-fk-locks-referenced-table", ["ALTER TABLE orders DROP CONSTRAINT orders_u_fkey"], finds: "1.1 warning",
      live: nil),
    RuleCase("drop-fk-locks-referenced-table", ["ALTER TABLE orders DROP CONSTRAINT orders_check"], live: nil),
    RuleCase(
      "several-fks-in-one-transaction",
      [
        "ALTER TABLE orders ADD FOREIGN KEY (u) REFERENCES users NOT VALID",
        "ALTER TABLE orders ADD FOREIGN KEY (s) REFERENCES small NOT VALID",
      ], finds: "1.2 warning"),
    RuleCase(
      "several-fks-in-one-transaction", ["ALTER TABLE orders ADD FOREIGN KEY (u) REFERENCES users NOT VALID"],
      ["ALTER TABLE orders ADD FOREIGN KEY (s) REFERENCES small NOT VALID"]),
    RuleCase(
      "several-fks-in-one-transaction",
      [
        "ALTER TABLE orders ADD FOREIGN KEY (u) REFERENCES users NOT VALID",
        "ALTER TABLE orders ADD FOREIGN KEY (v) REFERENCES users NOT VALID",
      ]),
  ])
  func ofForeignKeys(_ example: RuleCase) { #expect(example.found == example.findings) }

  // MARK: Time limits

  @Test(arguments: [
    RuleCase("missing-lock-timeout", ["ALTER TABLE orders ADD a int"], finds: "1.1 error", isScript: true),
    RuleCase("missing-lock-timeout", ["ALTER TABLE orders ADD a int"]),
    RuleCase("missing-lock-timeout", ["SET lock_timeout = '2s'"], ["ALTER TABLE orders ADD a int"], isScript: true),
    RuleCase(
      "missing-lock-timeout", ["SELECT set_config('lock_timeout', '2s', false)"], ["ALTER TABLE orders ADD a int"],
      isScript: true),
    RuleCase(
      "missing-lock-timeout", ["SET LOCAL lock_timeout = '2s'", "ALTER TABLE orders ADD a int"],
      ["ALTER TABLE users ADD a int"], finds: "2.1 error", isScript: true),
    RuleCase(
      "missing-lock-timeout", ["ALTER TABLE orders ADD a int"], live: live { $0.settings = ["lock_timeout": "2000"] },
      isScript: true),
    RuleCase(
      "missing-lock-timeout", ["SET lock_timeout = '2s'"], ["RESET ALL"], ["ALTER TABLE orders ADD a int"],
      finds: "3.1 error", live: nil, isScript: true),
    RuleCase(
      "missing-lock-timeout", ["ALTER ROLE app SET lock_timeout = '2s'"], ["TRUNCATE orders"], finds: "2.1 error",
      isScript: true),
    RuleCase(
      "missing-lock-timeout", ["CREATE TABLE t (a int)", "CREATE INDEX ON t (a)"], ["SELECT 1"],
      ["CREATE INDEX CONCURRENTLY ON orders (id)"], isScript: true),
    RuleCase(
      "lock-timeout-out-of-range", ["SET lock_timeout = 0"], ["ALTER TABLE orders ADD a int"], finds: "1.1 warning"),
    RuleCase("lock-timeout-out-of-range", ["SET lock_timeout = 0"], ["CREATE INDEX CONCURRENTLY ON orders (id)"]),
    RuleCase("lock-timeout-out-of-range", ["SET lock_timeout = '1min'"], finds: "1.1 warning"),
    RuleCase("lock-timeout-out-of-range", ["SET lock_timeout = '10s'"]),
    RuleCase(
      "lock-timeout-out-of-range", ["SET statement_timeout = '2s'"], ["SET lock_timeout = '2s'"], finds: "2.1 warning"),
    RuleCase("lock-timeout-out-of-range", ["SET statement_timeout = '1min'"], ["SET lock_timeout = '2s'"]),
    RuleCase(
      "lock-timeout-out-of-range", ["SET lock_timeout = '20s'"],
      choice: choice("lock-timeout-out-of-range", ["maximum_ms": .number(30_000)])),
    RuleCase(
      "lock-timeout-set-too-late", ["ALTER TABLE orders ADD a int"], ["SET lock_timeout = '2s'"], finds: "2.1 warning",
      isScript: true),
    RuleCase(
      "lock-timeout-set-too-late", ["SET lock_timeout = '2s'"], ["ALTER TABLE orders ADD a int"],
      ["SET lock_timeout = '3s'"], isScript: true),
    RuleCase(
      "missing-statement-timeout", ["ALTER TABLE orders ALTER note SET NOT NULL"], finds: "1.1 warning", isScript: true),
    RuleCase("missing-statement-timeout", ["ALTER TABLE orders ADD a int"], ["REINDEX TABLE small"], isScript: true),
    RuleCase(
      "missing-statement-timeout", ["SET statement_timeout = '1min'"], ["ALTER TABLE orders ALTER note SET NOT NULL"],
      isScript: true),
    RuleCase("statement-timeout-too-long", ["SET statement_timeout = '2h'"], ["TRUNCATE orders"], finds: "2.1 info"),
    RuleCase("statement-timeout-too-long", ["SET statement_timeout = '2min'"], ["TRUNCATE orders"]),
    RuleCase(
      "statement-timeout-too-long", ["SET statement_timeout = '2h'"], ["CREATE INDEX CONCURRENTLY ON orders (id)"]),
    RuleCase(
      "missing-idle-in-transaction-timeout", ["BEGIN"], ["TRUNCATE orders"], ["COMMIT"], finds: "2.1 info",
      isScript: true),
    RuleCase("missing-idle-in-transaction-timeout", ["TRUNCATE orders"], isScript: true),
    RuleCase(
      "missing-idle-in-transaction-timeout", ["SET idle_in_transaction_session_timeout = '10s'"], ["BEGIN"],
      ["TRUNCATE orders"], ["COMMIT"], isScript: true),
    RuleCase("missing-application-name", ["TRUNCATE orders"], ["TRUNCATE users"], finds: "1.1 info", isScript: true),
    RuleCase("missing-application-name", ["SET application_name = 'x'"], ["TRUNCATE orders"], isScript: true),
    RuleCase("missing-application-name", ["TRUNCATE orders"]),
    RuleCase(
      "timeouts-break-concurrent-step", ["SET lock_timeout = '2s'"], ["CREATE INDEX CONCURRENTLY ON orders (id)"],
      finds: "2.1 error"),
    RuleCase(
      "timeouts-break-concurrent-step", ["SET LOCAL lock_timeout = '2s'"], ["CREATE INDEX CONCURRENTLY ON orders (id)"]),
    RuleCase(
      "timeouts-break-concurrent-step", ["DROP INDEX CONCURRENTLY orders_at"], finds: "1.1 error",
      live: live { $0.settings = ["statement_timeout": "30000"] }, isScript: true),
    RuleCase(
      "timeouts-break-concurrent-step", ["DROP INDEX CONCURRENTLY orders_at"],
      live: live { $0.settings = ["statement_timeout": "30000"] }),
    RuleCase(
      "timeouts-break-concurrent-step", ["SET statement_timeout = '1min'"],
      ["ALTER TABLE orders VALIDATE CONSTRAINT c"],
      finds: "2.1 warning"),
    RuleCase(
      "timeouts-break-concurrent-step", ["SET statement_timeout = '1min'"], ["ALTER TABLE small VALIDATE CONSTRAINT c"]),
    RuleCase(
      "timeouts-break-concurrent-step", ["SET lock_timeout = '2s'"], ["SET lock_timeout = 0"],
      ["ALTER TABLE parts DETACH PARTITION part_1 CONCURRENTLY"]),
  ])
  func ofTimeLimits(_ example: RuleCase) { #expect(example.found == example.findings) }

  // MARK: Transactions

  @Test(arguments: [
    RuleCase(
      "statement-after-access-exclusive", ["ALTER TABLE orders ADD a int", "UPDATE orders SET a = 1 WHERE id > 0"],
      finds: "1.2 error"),
    RuleCase(
      "statement-after-access-exclusive", ["ALTER TABLE orders ADD a int", "CREATE INDEX ON users (id)"],
      finds: "1.2 error"),
    RuleCase(
      "statement-after-access-exclusive", ["ALTER TABLE orders ADD a int", "ALTER TABLE users ADD a int"],
      finds: "1.2 info"),
    RuleCase(
      "statement-after-access-exclusive",
      ["ALTER TABLE orders ADD a int", "COMMENT ON COLUMN orders.a IS 'x'", "ALTER TABLE orders ALTER a SET DEFAULT 1"]),
    RuleCase("statement-after-access-exclusive", ["ALTER TABLE orders ADD a int"], ["UPDATE orders SET a = 1"]),
    RuleCase("statement-after-access-exclusive", ["UPDATE orders SET a = 1", "ALTER TABLE orders ADD a int"]),
    RuleCase(
      "statement-after-access-exclusive",
      ["CREATE TABLE t (a int)", "ALTER TABLE t ADD b int", "UPDATE orders SET id = 1"]),
    RuleCase(
      "statement-after-access-exclusive", ["BEGIN"], ["TRUNCATE small"], ["SELECT count(*) FROM orders"], ["COMMIT"],
      finds: "3.1 error", isScript: true),
    RuleCase(
      "statement-after-access-exclusive", ["ALTER TABLE orders ADD a int", "DO 'BEGIN END'"], finds: "1.2 warning"),
    RuleCase(
      "multi-table-strong-locks", ["ALTER TABLE orders ADD a int", "ALTER TABLE users ADD a int", "TRUNCATE small"],
      finds: "1.2 warning"),
    RuleCase("multi-table-strong-locks", ["ALTER TABLE orders ADD a int"], ["ALTER TABLE users ADD a int"]),
    RuleCase("multi-table-strong-locks", ["ALTER TABLE orders ADD FOREIGN KEY (u) REFERENCES users NOT VALID"]),
    RuleCase("multi-table-strong-locks", ["ALTER TABLE parts ADD a int", "ALTER TABLE parts ADD b int"]),
    RuleCase("multi-table-strong-locks", ["ALTER TABLE orders ADD a int", "DROP VIEW recent", "CREATE TABLE t ()"]),
    RuleCase(
      "lock-order-conflict", ["ALTER TABLE orders ADD a int", "ALTER TABLE users ADD a int"], finds: "1.2 warning",
      beside: [OpenPlan(name: "p", lockOrders: [[users, orders]])]),
    RuleCase(
      "lock-order-conflict", ["ALTER TABLE orders ADD a int", "ALTER TABLE users ADD a int"],
      beside: [OpenPlan(name: "p", lockOrders: [[orders, users], [users]])]),
  ])
  func ofTransactions(_ example: RuleCase) { #expect(example.found == example.findings) }

  // MARK: What goes on

  @Test(arguments: [
    RuleCase(
      "ddl-on-hot-table", ["ALTER TABLE orders ADD a int"], finds: "1.1 warning",
      live: used(orders, writes: 90_000, scans: 20_000)),
    RuleCase("ddl-on-hot-table", ["ALTER TABLE orders ADD a int"], live: used(orders, writes: 90_000)),
    RuleCase("ddl-on-hot-table", ["CREATE INDEX ON orders (id)"], live: used(orders, writes: 900_000)),
    RuleCase("ddl-on-hot-table", ["ALTER TABLE orders ADD a int"]),
    RuleCase(
      "many-connections-behind-lock", ["TRUNCATE orders"], ["TRUNCATE users"], finds: "1.1 warning", live: crowded),
    RuleCase("many-connections-behind-lock", ["TRUNCATE users"], live: crowded),
    RuleCase(
      "many-connections-behind-lock", ["TRUNCATE users"], ["TRUNCATE small"], finds: "1.1 warning",
      live: active { ($0.connections, $0.maximumConnections) = (95, 100) }),
    RuleCase(
      "long-running-blockers", ["ALTER TABLE orders ADD a int"], finds: "1.1 error",
      live: active { $0.sessions = [session(.accessShare, on: orders, seconds: 2_460)] }),
    RuleCase(
      "long-running-blockers", ["CREATE INDEX ON orders (id)"],
      live: active { $0.sessions = [session(.accessShare, on: orders, seconds: 2_460)] }),
    RuleCase(
      "long-running-blockers", ["ALTER TABLE orders ADD a int"], ["ALTER TABLE users ADD a int"],
      live: active { $0.sessions = [session(.rowExclusive, on: orders, seconds: 1)] }),
    RuleCase(
      "anti-wraparound-vacuum-running", ["CREATE INDEX CONCURRENTLY ON orders (id)"], finds: "1.1 warning",
      live: active { $0.sessions = [session(.shareUpdateExclusive, on: orders, seconds: 9, vacuum: true)] }),
    RuleCase(
      "anti-wraparound-vacuum-running", ["TRUNCATE users"],
      live: active { $0.sessions = [session(.shareUpdateExclusive, on: orders, seconds: 9, vacuum: true)] }),
    RuleCase(
      "anti-wraparound-vacuum-running", ["TRUNCATE orders"],
      live: active { $0.sessions = [session(.shareUpdateExclusive, on: orders, seconds: 9)] }),
    RuleCase(
      "prepared-transaction-blocker", ["SELECT 1"], ["TRUNCATE orders"], finds: "2.1 error", live: prepared(3_600)),
    RuleCase(
      "prepared-transaction-blocker", ["DROP INDEX CONCURRENTLY orders_at"], finds: "1.1 warning", live: prepared(3)),
    RuleCase("prepared-transaction-blocker", ["SELECT 1"], ["CREATE TABLE t ()"], live: prepared(3_600)),
    RuleCase(
      "concurrent-step-waits-for-old-snapshots", ["CREATE INDEX CONCURRENTLY ON orders (id)"], finds: "1.1 warning",
      live: active { $0.sessions = [session(.accessShare, on: users, seconds: 2_460)] }),
    RuleCase(
      "concurrent-step-waits-for-old-snapshots", ["CREATE INDEX ON orders (id)"],
      live: active { $0.sessions = [session(.accessShare, on: users, seconds: 2_460)] }),
    RuleCase(
      "sue-self-conflict", ["ALTER TABLE orders VALIDATE CONSTRAINT c"], finds: "1.1 info",
      live: active { $0.sessions = [session(.shareUpdateExclusive, on: orders, seconds: 3)] }),
    RuleCase(
      "sue-self-conflict", ["ALTER TABLE orders VALIDATE CONSTRAINT c"],
      live: active { $0.sessions = [session(.rowExclusive, on: orders, seconds: 3)] }),
    RuleCase(
      "transaction-pooler-detected", ["SELECT 1"], ["SET x.y = 1"], finds: "2.1 error",
      live: live { $0.pooler = "PgBouncer" }),
    RuleCase("transaction-pooler-detected", ["SET x.y = 1"]),
    RuleCase(
      "standby-replay-conflict", ["SELECT 1"], ["TRUNCATE orders"], ["TRUNCATE users"], finds: "2.1 info",
      live: replicated),
    RuleCase("standby-replay-conflict", ["CREATE INDEX ON orders (id)"], live: replicated),
    RuleCase(
      "refresh-matview-concurrent-prereq", ["REFRESH MATERIALIZED VIEW CONCURRENTLY totals"], finds: "1.1 error",
      live: live { $0.relations[ReviewFixture.name("totals")] = totals }),
    RuleCase(
      "refresh-matview-concurrent-prereq", ["CREATE UNIQUE INDEX ON totals (id)"],
      ["REFRESH MATERIALIZED VIEW CONCURRENTLY totals"],
      live: live { $0.relations[ReviewFixture.name("totals")] = totals }),
    RuleCase(
      "refresh-matview-concurrent-prereq",
      [
        "CREATE MATERIALIZED VIEW m AS SELECT 1 AS a WITH NO DATA", "CREATE UNIQUE INDEX ON m (a)",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
      ], finds: "1.3 error"),
    RuleCase("refresh-matview-concurrent-prereq", ["REFRESH MATERIALIZED VIEW totals"]),
  ])
  func ofWhatGoesOn(_ example: RuleCase) { #expect(example.found == example.findings) }

  private static let totals = LiveRelation(
    .materializedView, size: RelationSize(rows: 100, totalBytes: 8192, analyzedAt: nil))

  private static let crowded = active { activity in
    activity.sessions = (0..<30).map { _ in session(.accessShare, on: orders, seconds: 0) }
    (activity.connections, activity.maximumConnections) = (40, 100)
  }

  private static let replicated = active {
    $0.replicas = [LiveReplica(application: "standby", state: "streaming", lag: 4096)]
  }

  private static func prepared(_ age: Double) -> LiveFacts {
    active { $0.preparedTransactions = [PreparedTransaction(name: "x", owner: "app", age: age)] }
  }

  // MARK: Where lock tables go wrong

  @Test func aTriggerThatKeepsAnOldAndANewColumnAlikeIsNotReported() {
    let steps = [
      "ALTER TABLE orders ADD note_new text", "CREATE FUNCTION sync() RETURNS trigger LANGUAGE plpgsql AS 'x'",
      Self.createTrigger,
    ]
    #expect(RuleCase("create-trigger-locks-writes", steps).found.isEmpty)
    #expect(RuleCase("create-trigger-locks-writes", [steps[0], steps[2]]).found == ["1.2 warning"])
  }

  @Test(arguments: [
    ("ALTER TABLE orders ADD CHECK (id > 0)", [LockMode.accessExclusive]),
    ("ALTER TABLE orders ADD CHECK (id > 0) NOT VALID", [.accessExclusive]),
    ("ALTER TABLE orders ADD UNIQUE (id)", [.accessExclusive]),
    ("ALTER TABLE orders ADD CONSTRAINT c UNIQUE USING INDEX i", [.accessExclusive]),
    ("ALTER TABLE orders RENAME note TO remark", [.accessExclusive]),
    ("ALTER TABLE orders ADD FOREIGN KEY (u) REFERENCES users", [.shareRowExclusive, .shareRowExclusive]),
    ("ALTER TABLE orders ADD FOREIGN KEY (u) REFERENCES users NOT VALID", [.shareRowExclusive, .shareRowExclusive]),
    ("CREATE TABLE t (u int REFERENCES users)", [.shareRowExclusive]),
    ("CREATE TABLE t PARTITION OF parts FOR VALUES IN (7)", [.accessExclusive, .accessExclusive]),
    ("DROP TABLE orders", [.accessExclusive, .accessExclusive]),
    ("ALTER TABLE orders DROP CONSTRAINT orders_user", [.accessExclusive, .accessExclusive]),
    ("CREATE TRIGGER x BEFORE INSERT ON orders EXECUTE FUNCTION f()", [.shareRowExclusive]),
    ("DROP TRIGGER x ON orders", [.accessExclusive]),
    ("CREATE INDEX IF NOT EXISTS orders_at ON orders (at)", [.share]),
    ("LOCK TABLE parts IN SHARE MODE", [.share, .share]),
    ("REINDEX INDEX orders_at", [.accessExclusive, .share]),
    ("REINDEX TABLE orders", [.share]),
    ("ALTER INDEX orders_at ATTACH PARTITION part_at", [.accessExclusive, .shareUpdateExclusive, .accessShare]),
  ])
  func locksAreThoseThatPostgreSQLTakes(_ sql: String, _ modes: [LockMode]) {
    let context = ReviewFixture.context([[sql]])
    #expect(context.impact(of: context.steps[0]).locks.map(\.mode) == modes)
  }

  @Test func conflictsAreThoseOfTheManual() {
    for mode in LockMode.allCases {
      for other in LockMode.allCases { #expect(mode.conflicts(with: other) == other.conflicts(with: mode)) }
    }
    #expect(
      LockMode.allCases.filter { LockMode.share.conflicts(with: $0) } == [
        .rowExclusive, .shareUpdateExclusive, .shareRowExclusive, .exclusive, .accessExclusive,
      ])
    #expect(
      LockMode.allCases.filter { LockMode.shareUpdateExclusive.conflicts(with: $0) }.first == .shareUpdateExclusive)
  }

  @Test func messagesSayWhoStandsInTheWay() {
    let live = Self.active { $0.sessions = [Self.session(.accessShare, on: Self.orders, seconds: 2_460)] }
    let findings = RuleBook.findings(in: ReviewFixture.context([["ALTER TABLE orders ADD a int"]], live: live))
    let finding = findings.first { $0.rule == "long-running-blockers" }
    #expect(
      finding?.message
        == "ACCESS EXCLUSIVE on shop.orders (12.1M rows, 3.2 GB) waits for pid 4121 (etl, idle in transaction, 41 min)")
  }
}
