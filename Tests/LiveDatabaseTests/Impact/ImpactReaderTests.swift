import LiveDatabase
import MigrationCore
import Postgres
import SQLSyntax
import TestServer
import Testing

/// A shop on a real server: what is read from it, and whether the lock table is right.
@Suite struct ImpactReaderTests {
  static let shop = """
    CREATE SCHEMA shop; SET search_path = shop;
    CREATE DOMAIN email AS text CHECK (VALUE <> '');
    CREATE TABLE users (id int PRIMARY KEY, mail email, note varchar(20) CONSTRAINT noted CHECK (note IS NOT NULL));
    CREATE TABLE orders (id serial PRIMARY KEY, user_id int CONSTRAINT buyer REFERENCES users, at timestamp);
    ALTER TABLE orders ADD CONSTRAINT later CHECK (at IS NOT NULL) NOT VALID;
    CREATE TABLE "Odd ""name" (a int);
    CREATE TABLE parts (a int) PARTITION BY LIST (a);
    CREATE TABLE part_1 PARTITION OF parts FOR VALUES IN (1);
    CREATE TABLE part_rest PARTITION OF parts DEFAULT;
    CREATE TABLE candidate (a int);
    CREATE VIEW recent AS SELECT id, at FROM orders;
    CREATE MATERIALIZED VIEW summary AS SELECT count(*) AS n FROM orders;
    CREATE FUNCTION mark() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE FUNCTION of_user(users) RETURNS int LANGUAGE sql AS 'SELECT 1';
    CREATE TRIGGER marked BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION mark();
    CREATE INDEX orders_at ON orders (at);
    CREATE SEQUENCE counter;
    INSERT INTO users SELECT n, 'a', 'b' FROM generate_series(1, 1000) n; ANALYZE users;
    INSERT INTO parts SELECT 1 FROM generate_series(1, 10); ANALYZE parts;
    """

  static func name(_ name: Identifier) -> QualifiedName { QualifiedName("shop", name) }

  @Test func readsHowTheTargetIsUsed() async throws {
    let connection = try Connection(try await TestServer.database())
    _ = try connection.execute(Self.shop)
    _ = try connection.execute(
      """
      CREATE INDEX users_lower ON shop.users (lower(note), id) WHERE id > 1;
      CREATE PUBLICATION all_users FOR TABLE shop.users;
      SELECT setval('shop.orders_id_seq', 1073741824);
      SET lock_timeout = '3s'
      """)
    var facts = try ImpactReader.facts(of: ["shop"], on: connection)
    try UseReader.add(to: &facts, of: ["shop"], on: connection)
    let users = try #require(facts.relations[Self.name("users")])
    #expect(users.use != nil && users.publications == ["all_users"])
    #expect(users.columns["note"]?.nullFraction == 0)
    let key = try #require(facts.relations[Self.name("users_pkey")]?.index)
    #expect(key.isPrimary && key.isUnique && key.isPlain && key.isValid && key.columns == ["id"])
    #expect(key.constraint == "users_pkey")
    let partial = try #require(facts.relations[Self.name("users_lower")]?.index)
    #expect(partial.isPartial && !partial.isPlain && partial.columns == [nil, "id"])
    #expect(facts.relations[Self.name("orders_id_seq")]?.sequenceUse.map { $0 > 0.49 && $0 < 0.51 } == true)
    #expect(facts.settings["lock_timeout"] == "3000")
    #expect(facts.extensions["plpgsql"] != nil && !facts.superusers.isEmpty)
  }

  /// Catalogs that belong to an extension of that name, as the extension's own would.
  @Test func tablesThatAnExtensionLooksAfterAreKnownByItsCatalogs() async throws {
    let connection = try Connection(try await TestServer.database())
    _ = try connection.execute(Self.shop)
    _ = try connection.execute(
      """
      CREATE SCHEMA jobs; CREATE TABLE jobs.part_config (parent_table text);
      INSERT INTO jobs.part_config VALUES ('shop.parts'), ('shop.gone');
      CREATE SCHEMA timescaledb_information;
      CREATE VIEW timescaledb_information.hypertables AS SELECT 'shop'::name AS hypertable_schema,
        'orders'::name AS hypertable_name, 7::bigint AS num_chunks, true AS compression_enabled;
      CREATE TABLE jobs.pg_dist_shard (logicalrelid regclass);
      INSERT INTO jobs.pg_dist_shard VALUES ('shop.users'), ('shop.users');
      SET allow_system_table_mods = on;
      INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
      SELECT 16000 + n, e, 10, 'jobs'::regnamespace, false, '1'
      FROM unnest(ARRAY['pg_partman', 'timescaledb', 'citus']) WITH ORDINALITY x(e, n);
      INSERT INTO pg_depend
      SELECT 'pg_class'::regclass, c::regclass, 0, 'pg_extension'::regclass, 16000 + n, 0, 'e'
      FROM unnest(ARRAY['jobs.part_config', 'timescaledb_information.hypertables', 'jobs.pg_dist_shard'])
        WITH ORDINALITY x(c, n);
      """)
    var facts = try ImpactReader.facts(of: ["shop"], on: connection)
    try UseReader.add(to: &facts, of: ["shop"], on: connection)
    #expect(
      facts.managedTables == [
        Self.name("parts"): .partman, Self.name("orders"): .hypertable(chunks: 7, isCompressed: true),
        Self.name("users"): .distributed(shards: 2),
      ])
  }

  @Test func tellsWhoIsInATransactionAndWhatItHolds() async throws {
    let database = try await TestServer.database()
    let connection = try Connection(database)
    _ = try connection.execute(Self.shop)
    let other = try Connection(database)
    _ = try other.execute("BEGIN; LOCK TABLE shop.users IN SHARE MODE")
    let activity = try UseReader.activity(of: ["shop"], on: connection)
    let session = try #require(activity.sessions.first { !$0.locks.isEmpty })
    #expect(session.state == "idle in transaction" && session.locks == [Self.name("users"): [.share]])
    #expect(session.query.contains("LOCK TABLE") && session.transactionAge >= 0 && !session.isWraparoundVacuum)
    #expect(activity.connections >= 2 && activity.maximumConnections >= activity.connections)
    #expect(activity.replicas.isEmpty && activity.preparedTransactions.isEmpty)
  }

  @Test func anIndexIsCountedByHowOftenItIsRead() async throws {
    let connection = try Connection(try await TestServer.database())
    _ = try connection.execute(Self.shop)
    let relations = try ImpactReader.relations(of: ["shop"], on: connection).relations
    #expect(relations[Self.name("orders_at")]?.size.indexScans == 0)
    #expect(relations[Self.name("orders")]?.size.indexScans == nil)
  }

  @Test func readsSizesColumnsAndWhoDependsOnWhat() async throws {
    let connection = try Connection(try await TestServer.database())
    _ = try connection.execute(Self.shop)
    let facts = try ImpactReader.facts(of: ["shop", "no\"where\\"], on: connection)
    let users = try #require(facts.relations[Self.name("users")])
    #expect(users.kind == .table && users.size.rows == 1000 && users.size.totalBytes > 8192)
    #expect(users.size.analyzedAt != nil)
    #expect(users.columns["note"] == LiveColumn(type: ColumnType("varchar", modifiers: [20]), isNotNull: false))
    #expect(users.notNullProofs == ["note": "noted"])
    #expect(
      users.dependents.map(\.object) == [
        ObjectID(.function, "shop", "of_user", arguments: "users"),
        ObjectID(.constraint, "shop", "orders", member: "buyer"),
      ])
    let orders = try #require(facts.relations[Self.name("orders")])
    #expect(orders.size.rows == nil)
    #expect(
      orders.foreignKeys == [
        "buyer": LiveForeignKey(references: Self.name("users"), columns: ["user_id"], referencedColumns: ["id"])
      ])
    #expect(orders.notNullProofs.isEmpty)
    #expect(orders.dependents.contains(Dependent(ObjectID(.view, "shop", "recent"), column: "at")))
    #expect(facts.relations[Self.name("orders_at")]?.owningTable == Self.name("orders"))
    #expect(facts.relations[Self.name("orders_id_seq")]?.owningTable == Self.name("orders"))
    let parts = try #require(facts.relations[Self.name("parts")])
    #expect(Set(parts.partitions) == [Self.name("part_1"), Self.name("part_rest")])
    #expect(parts.defaultPartition == Self.name("part_rest"))
    #expect(facts.relations[Self.name("part_1")]?.partitionOf == Self.name("parts"))
    #expect(facts.relations[Self.name("Odd \"name")] != nil)
    #expect(facts.volatileFunctions.contains("random") && !facts.volatileFunctions.contains("now"))
    #expect(
      facts.domains[Self.name("email")]
        == LiveDomain(
          base: ColumnType("text"), isConstrained: true, columns: [LiveDomain.Column(Self.name("users"), "mail")]))
  }

  @Test(arguments: [
    "ALTER TABLE orders ADD COLUMN a int", "ALTER TABLE orders ADD COLUMN a int DEFAULT random()",
    "ALTER TABLE orders ADD COLUMN a int REFERENCES users", "ALTER TABLE users DROP COLUMN note",
    "ALTER TABLE users ALTER note TYPE text", "ALTER TABLE users ALTER id TYPE bigint",
    "ALTER TABLE orders ALTER user_id TYPE bigint", "ALTER TABLE orders DROP COLUMN user_id",
    "ALTER TABLE orders ALTER at SET NOT NULL", "ALTER TABLE users ALTER note SET NOT NULL",
    "ALTER TABLE orders ALTER at SET STATISTICS 100", "ALTER TABLE orders ALTER at SET DEFAULT now()",
    "ALTER TABLE orders ADD CHECK (id > 0)", "ALTER TABLE orders ADD CHECK (id > 0) NOT VALID",
    "ALTER TABLE orders ADD UNIQUE (at)", "ALTER TABLE orders VALIDATE CONSTRAINT later",
    "ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID",
    "ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users", "ALTER TABLE orders DROP CONSTRAINT buyer",
    "ALTER TABLE orders DROP CONSTRAINT later", "ALTER TABLE orders RENAME TO o", "ALTER TABLE orders SET UNLOGGED",
    "ALTER TABLE orders ENABLE ROW LEVEL SECURITY", "ALTER TABLE orders DISABLE TRIGGER ALL",
    "ALTER TABLE orders SET (fillfactor = 70)", "ALTER TABLE parts ATTACH PARTITION candidate FOR VALUES IN (2)",
    "ALTER TABLE parts DETACH PARTITION part_1", "ALTER TABLE parts ADD COLUMN b int",
    "CREATE INDEX ON orders (id, at)", "CREATE INDEX ON parts (a)", "CREATE INDEX ON ONLY parts (a)",
    "DROP INDEX orders_at", "ALTER INDEX orders_at RENAME TO i", "CREATE TABLE t (u int REFERENCES users)",
    "CREATE TABLE t PARTITION OF parts FOR VALUES IN (7)", "CREATE TABLE t (LIKE users)", "DROP TABLE candidate",
    "DROP TABLE part_1", "TRUNCATE orders", "CREATE VIEW v AS SELECT * FROM users",
    "CREATE OR REPLACE VIEW recent AS SELECT id, at FROM orders", "DROP VIEW recent", "ALTER VIEW recent RENAME TO r",
    "REFRESH MATERIALIZED VIEW summary", "COMMENT ON TABLE orders IS 'x'", "COMMENT ON COLUMN orders.id IS 'x'",
    "CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION mark()", "DROP TRIGGER marked ON orders",
    "CREATE POLICY p ON orders USING (true)", "GRANT SELECT ON orders TO PUBLIC",
    "ALTER DOMAIN email ADD CHECK (VALUE <> 'x')", "ALTER DOMAIN email ADD CHECK (VALUE <> 'x') NOT VALID",
    "ALTER SEQUENCE counter RESTART", "DROP SEQUENCE counter", "LOCK TABLE users IN SHARE MODE",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "UPDATE users SET note = 'x'",
  ])
  func expectedLocksAreThoseThatTheServerTakes(_ sql: String) async throws {
    let connection = try Connection(try await TestServer.database())
    _ = try connection.execute(Self.shop)
    let live = try ImpactReader.facts(of: ["shop"], on: connection)
    let parser = StatementParser(schema: "shop")
    let plan = Plan(
      formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "", sourceFingerprint: nil,
      groups: [TransactionGroup(steps: [Step(sql: sql)])])
    let context = ReviewContext(plan: plan, live: live) { parser.facts(of: $0.sql) }
    let impact = context.impact(of: context.steps[0])

    let before = try Self.relations(connection)
    _ = try connection.execute("BEGIN")
    _ = try connection.execute(sql)
    let measured = try Self.strongestLocks(connection, before)
    let after = try Self.relations(connection)
    _ = try connection.execute("ROLLBACK")

    let tables = Set(before.values.map(\.name))
    let expected = impact.locks.filter { tables.contains($0.relation.name.text) }
    #expect(Dictionary(uniqueKeysWithValues: expected.map { ($0.relation.name.text, $0.mode) }) == measured)
    let rewritten = before.filter { oid, old in
      // A sequence is one row; its new file is no work.
      !old.name.hasSuffix("_seq") && old.name != "counter" && after[oid].map { $0.file != old.file } ?? false
    }
    if impact.workBasis == .expected, !sql.hasPrefix("TRUNCATE") {
      #expect(Set(impact.rewrites.map(\.name.text)) == Set(rewritten.values.map(\.name)))
    }
  }

  /// Relation → the strongest lock that this session has on it, of those that were there before.
  static func strongestLocks(
    _ connection: borrowing Connection, _ relations: [String: (name: String, file: String)]
  ) throws -> [String: LockMode] {
    var strongest: [String: LockMode] = [:]
    let rows = try connection.query(
      "SELECT relation, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation'")
    for row in rows {
      guard let name = relations[row[0] ?? ""]?.name else { continue }
      // `ShareRowExclusiveLock` is SHARE ROW EXCLUSIVE.
      let mode = try #require(
        LockMode.allCases.first {
          $0.rawValue.filter { $0 != " " } + "LOCK" == row[1]?.uppercased()
        })
      strongest[name] = max(strongest[name] ?? mode, mode)
    }
    return strongest
  }

  /// Tables, views and sequences by oid, with the file that holds their rows.
  static func relations(_ connection: borrowing Connection) throws -> [String: (name: String, file: String)] {
    let rows = try connection.query(
      """
      SELECT oid, relname, relfilenode FROM pg_class
      WHERE relnamespace = 'shop'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
      """)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] ?? "", ($0[1] ?? "", $0[2] ?? "")) })
  }
}
