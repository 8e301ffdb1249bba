import MigrationCore
import SQLSyntax
import Testing

@Suite struct StatementParserTests {
  static let parser = StatementParser(schema: "shop")
  static let orders = QualifiedName("shop", "orders")
  static let users = QualifiedName("shop", "users")

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String { sql }
    var sql: String
    var actions: [StatementAction]
    init(_ sql: String, _ actions: StatementAction...) { (self.sql, self.actions) = (sql, actions) }
  }

  static func table(_ action: TableAction) -> StatementAction { .alterTable(orders, action) }

  static func computed(_ text: CatalogSQL, _ functions: Identifier...) -> TypeConversion {
    .computed(WrittenExpression(text, functions: functions))
  }

  static func column(_ name: Identifier, _ type: ColumnType, _ change: (inout AddedColumn) -> Void) -> StatementAction {
    var column = AddedColumn(name, type)
    change(&column)
    return table(.addColumn(column))
  }

  static let int = ColumnType("int4")

  static let collated: ColumnType = {
    var type = ColumnType("text")
    type.collation = QualifiedName("shop", "C")
    return type
  }()

  static let domain: CreatedDomain = {
    var domain = CreatedDomain(orders, base: int)
    domain.isNotNull = true
    domain.checks = [check("VALUE > (0)") { $0.columns = ["value"] }]
    return domain
  }()

  static func check(_ condition: CatalogSQL, _ change: (inout AddedConstraint) -> Void) -> AddedConstraint {
    var constraint = AddedConstraint("c", .check(provesNotNull: []))
    change(&constraint)
    constraint.condition = condition
    return constraint
  }

  static func toUsers(_ change: (inout ForeignKeyClause) -> Void = { $0.columns = ["id"] }) -> AddedConstraint.Kind {
    var key = ForeignKeyClause(to: users)
    change(&key)
    return .foreignKey(key)
  }

  static func overTime(_ kind: AddedConstraint.Kind) -> AddedConstraint {
    var constraint = AddedConstraint(nil, kind, columns: ["a", "b"])
    constraint.isTemporal = true
    return constraint
  }

  static var exclusion: AddedConstraint {
    var call = IndexKey(column: nil)
    call.expression = CatalogSQL("f(b, ')')")
    call.collation = QualifiedName("shop", "C")
    var constraint = AddedConstraint("k", .exclusion, columns: ["a"])
    constraint.exclusion = [
      ExclusionElement(IndexKey(column: "a"), CatalogSQL("=")), ExclusionElement(call, CatalogSQL("OPERATOR(x.&&)")),
    ]
    constraint.condition = CatalogSQL("a > 0")
    constraint.functions = ["f"]
    constraint.isDeferrable = true
    return constraint
  }

  static func created(_ change: (inout CreatedTable) -> Void) -> StatementAction {
    var table = CreatedTable(orders)
    change(&table)
    return .createTable(table)
  }

  static func changed(_ condition: RowCondition, _ change: (inout ChangedRows) -> Void) -> ChangedRows {
    var rows = ChangedRows(of: orders, where: condition)
    change(&rows)
    return rows
  }

  static func inserted(_ source: InsertedRows.Source, _ change: (inout InsertedRows) -> Void) -> InsertedRows {
    var rows = InsertedRows(into: orders, source)
    change(&rows)
    return rows
  }

  static func dropped(_ object: DroppedObject, _ change: (inout DroppedObject) -> Void) -> DroppedObject {
    var object = object
    change(&object)
    return object
  }

  static func index(_ name: QualifiedName?, _ change: (inout CreatedIndex) -> Void) -> StatementAction {
    var index = CreatedIndex(name, on: orders)
    change(&index)
    return .createIndex(index)
  }

  static func trigger(_ change: (inout CreatedTrigger) -> Void) -> StatementAction {
    var trigger = CreatedTrigger("t", on: orders, calling: QualifiedName("shop", "f"))
    change(&trigger)
    return .createTrigger(trigger)
  }

  static func view(_ change: (inout CreatedView) -> Void) -> StatementAction {
    .createView(made(CreatedView(orders), change))
  }

  static func routine(_ kind: CreatedRoutine.Kind = .function, _ change: (inout CreatedRoutine) -> Void)
    -> StatementAction
  { .createRoutine(made(CreatedRoutine(orders, kind), change)) }

  static func changed(_ change: (inout RoutineChange) -> Void) -> RoutineChange { made(RoutineChange(orders), change) }

  static func policy(_ change: (inout CreatedPolicy) -> Void) -> StatementAction {
    .createPolicy(made(CreatedPolicy("p", on: orders), change))
  }

  static func policyChange(_ change: (inout PolicyChange) -> Void) -> StatementAction {
    .alterPolicy(made(PolicyChange("p", on: orders), change))
  }

  static func grant(_ isGrant: Bool = true, on objects: String, _ change: (inout GrantChange) -> Void)
    -> GrantChange
  { made(GrantChange(isGrant: isGrant, on: objects), change) }

  static func membership(_ change: (inout MembershipChange) -> Void) -> MembershipChange {
    made(MembershipChange(isGrant: true, of: ["a"], members: [.role("b")]), change)
  }

  static func role(_ isNew: Bool, _ change: (inout RoleChange) -> Void) -> StatementAction {
    .changeRole(made(RoleChange("a", isNew: isNew), change))
  }

  static func installed(_ change: (inout CreatedExtension) -> Void) -> StatementAction {
    .createExtension(made(CreatedExtension("hstore"), change))
  }

  static func database(_ change: (inout CreatedDatabase) -> Void) -> StatementAction {
    .createDatabase(made(CreatedDatabase("d"), change))
  }

  static func publication(_ kind: PublicationChange.Kind, _ change: (inout PublicationChange) -> Void)
    -> StatementAction
  { .changePublication(made(PublicationChange("p", kind), change)) }

  static func remote(_ kind: RemoteAccess.Kind, _ change: (inout RemoteAccess) -> Void) -> StatementAction {
    .accessRemote(made(RemoteAccess(kind, "s"), change))
  }

  private static func made<Fact>(_ fact: Fact, _ change: (inout Fact) -> Void) -> Fact {
    var fact = fact
    change(&fact)
    return fact
  }

  @Test(arguments: [
    Case("ALTER TABLE orders ADD COLUMN note text", column("note", ColumnType("text")) { _ in }),
    Case(
      "ALTER TABLE ONLY shop.orders ADD n varchar(20)[] DEFAULT f(now()) NOT NULL",
      column("n", ColumnType("varchar", modifiers: [20], isArray: true)) {
        ($0.hasDefault, $0.isNotNull, $0.defaultFunctions) = (true, true, ["f", "now"])
      }),
    Case(
      "ALTER TABLE orders ADD id bigint GENERATED ALWAYS AS IDENTITY",
      column("id", ColumnType("int8")) { $0.isIdentity = true }),
    Case(
      "ALTER TABLE orders ADD s int GENERATED ALWAYS AS (a + 1) STORED",
      column("s", ColumnType("int4")) { $0.isStoredGenerated = true }),
    Case(
      "ALTER TABLE orders ADD u int REFERENCES users(id)",
      column("u", ColumnType("int4")) {
        $0.constraints = [AddedConstraint(nil, toUsers(), columns: ["u"])]
      }),
    Case(
      "ALTER TABLE orders DROP COLUMN a, DROP b CASCADE",
      table(.dropColumn("a", isCascading: false)), table(.dropColumn("b", isCascading: true))),
    Case(
      "ALTER TABLE orders ALTER a TYPE numeric(10,0) USING a::numeric",
      table(.alterColumnType("a", to: ColumnType("numeric", modifiers: [10, 0]), by: .cast(ColumnType("numeric"))))),
    Case(
      "ALTER TABLE orders ALTER a TYPE text USING lower(a)",
      table(.alterColumnType("a", to: ColumnType("text"), by: computed("lower(a)", "lower")))),
    Case(
      "ALTER TABLE orders DROP b, ALTER a TYPE int USING (ARRAY[1, 2])[a] /* using */, ADD c text",
      table(.dropColumn("b", isCascading: false)),
      table(.alterColumnType("a", to: ColumnType("int4"), by: computed("(ARRAY[1, 2])[a]"))),
      column("c", ColumnType("text")) { _ in }),
    Case(
      "CREATE UNIQUE INDEX ON orders ((a || 'x,') text_ops, b, f(a, b) DESC) WHERE (a > 0) AND b -- more",
      index(nil) {
        var keys = [IndexKey(column: nil), IndexKey(column: "b"), IndexKey(column: nil)]
        (keys[0].expression, keys[0].operatorClass) = ("a || 'x,'", "text_ops")
        (keys[2].expression, keys[2].isDescending) = ("f(a, b)", true)
        ($0.isUnique, $0.isPartial, $0.functions, $0.keys) = (true, true, ["f"], keys)
        $0.predicate = "(a > 0) AND b"
      }),
    Case("ALTER TABLE orders ALTER a SET NOT NULL", table(.setNotNull("a"))),
    Case("ALTER TABLE orders ALTER a SET DEFAULT 1", table(.changeDefault("a", functions: [], isDropped: false))),
    Case(
      "ALTER TABLE orders ADD CONSTRAINT c CHECK (a IS NOT NULL AND b IS NOT NULL AND d > 1) NOT VALID",
      table(
        .addConstraint(
          check("a IS NOT NULL AND b IS NOT NULL AND d > 1") {
            $0 = AddedConstraint("c", .check(provesNotNull: ["a", "b"]), columns: ["a", "b", "d"], isNotValid: true)
            $0.mayRefuseNull = true
          }))),
    Case(
      "ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (u) REFERENCES users (id)",
      table(.addConstraint(AddedConstraint("f", toUsers(), columns: ["u"])))),
    Case(
      "ALTER TABLE orders ADD CONSTRAINT k UNIQUE USING INDEX i",
      table(.addConstraint(AddedConstraint("k", .unique, index: "i")))),
    Case("ALTER TABLE orders VALIDATE CONSTRAINT c", table(.validateConstraint("c"))),
    Case("ALTER TABLE orders DROP CONSTRAINT c", table(.dropConstraint("c", isCascading: false))),
    Case("ALTER TABLE orders RENAME COLUMN a TO b", table(.renameColumn("a", to: "b"))),
    Case("ALTER TABLE orders RENAME TO o", table(.rename(to: "o"))),
    Case("ALTER TABLE orders SET SCHEMA x", table(.setSchema("x"))),
    Case("ALTER TABLE orders OWNER TO x", table(.changeOwner(to: "x"))),
    Case("ALTER TABLE orders SET UNLOGGED", table(.setLogged(false))),
    Case(
      "ALTER TABLE orders SET (fillfactor = 70)", table(.setStorageParameters([StorageParameter("fillfactor", "70")]))),
    Case("ALTER TABLE orders ENABLE ROW LEVEL SECURITY", table(.changeRowSecurity(.enable))),
    Case("ALTER TABLE orders DISABLE TRIGGER ALL", table(.changeTriggers(.disableAll))),
    Case("ALTER TABLE orders ALTER a SET EXPRESSION AS (b + 1)", table(.setExpression("a"))),
    Case("ALTER TABLE orders ALTER CONSTRAINT c NOT ENFORCED", table(.alterConstraint("c", isNotEnforced: true))),
    Case(
      "ALTER TABLE orders ADD CONSTRAINT c NOT NULL a NOT VALID",
      table(.addConstraint(AddedConstraint("c", .notNull("a"), columns: ["a"], isNotValid: true)))),
    Case(
      "ALTER TABLE orders ADD CONSTRAINT k UNIQUE (a), ADD CONSTRAINT c CHECK (a > 0) NOT ENFORCED",
      table(.addConstraint(AddedConstraint("k", .unique, columns: ["a"]))),
      table(
        .addConstraint(
          check("a > 0") {
            $0.columns = ["a"]
            $0.isNotEnforced = true
          }))),
    Case(
      "ALTER TABLE orders ADD CONSTRAINT k EXCLUDE USING gist (a WITH =, f(b, ')') COLLATE \"C\" WITH OPERATOR(x.&&)) WHERE (a > 0) DEFERRABLE",
      table(.addConstraint(exclusion))),
    Case(
      "ALTER TABLE orders ADD PRIMARY KEY (a, b WITHOUT OVERLAPS)",
      table(.addConstraint(overTime(.primaryKey)))),
    Case(
      "ALTER TABLE orders ADD FOREIGN KEY (a, PERIOD b) REFERENCES users (id, PERIOD during), ADD UNIQUE (a)",
      table(
        .addConstraint(
          overTime(toUsers { $0.columns = ["id", "during"] }))),
      table(.addConstraint(AddedConstraint(nil, .unique, columns: ["a"])))),
    Case(
      "ALTER TABLE orders ADD s int GENERATED ALWAYS AS (a + f(1)) VIRTUAL",
      column("s", int) { $0.isVirtualGenerated = true }),
    Case("ALTER TABLE orders ATTACH PARTITION users DEFAULT", table(.attachPartition(users, .default))),
    Case(
      "ALTER TABLE orders ATTACH PARTITION users FOR VALUES IN (1, 'x', NULL)",
      table(.attachPartition(users, .list(["1", "x", nil])))),
    Case(
      "ALTER TABLE orders ATTACH PARTITION users FOR VALUES FROM (MINVALUE, 0) TO ('2026-01-01', MAXVALUE)",
      table(.attachPartition(users, .range(from: [.lowest, .value("0")], to: [.value("2026-01-01"), .highest])))),
    Case(
      "ALTER TABLE orders ATTACH PARTITION users FOR VALUES WITH (MODULUS 4, REMAINDER 0)",
      table(.attachPartition(users, .hash(modulus: 4, remainder: 0)))),
    Case(
      "ALTER TABLE orders SET TABLESPACE fast, SET ACCESS METHOD heap", table(.setTablespace("fast")),
      table(.setAccessMethod("heap"))),
    Case("ALTER INDEX orders SET TABLESPACE fast", table(.setTablespace("fast"))),
    Case(
      "ALTER TABLE orders ALTER a TYPE text COLLATE \"C\"", table(.alterColumnType("a", to: collated, by: .plainCast))),
    Case(
      "ALTER TABLE orders ALTER a TYPE text USING a::varchar(10)",
      table(.alterColumnType("a", to: ColumnType("text"), by: .cast(ColumnType("varchar", modifiers: [10]))))),
    Case(
      "ALTER TABLE orders DETACH PARTITION users CONCURRENTLY",
      table(.detachPartition(users, isConcurrent: true))),
    Case("ALTER VIEW orders RENAME TO o", .alterView(orders)),
    Case("ALTER VIEW orders SET (security_invoker = true)", .alterView(orders)),
    Case("ALTER INDEX orders RENAME TO o", .alterIndex(orders)),
    Case("ALTER INDEX orders ATTACH PARTITION users", .attachIndex(users, to: orders)),
    Case("ALTER INDEX orders SET (fillfactor = 70)", .alterIndex(orders)),
    Case(
      "CREATE TABLE orders (a int PRIMARY KEY, u int REFERENCES users, o int REFERENCES orders)",
      created {
        var (a, u, o) = (AddedColumn("a", int), AddedColumn("u", int), AddedColumn("o", int))
        a.constraints = [AddedConstraint(nil, .primaryKey, columns: ["a"])]
        u.constraints = [AddedConstraint(nil, toUsers { _ in }, columns: ["u"])]
        o.constraints = [AddedConstraint(nil, .foreignKey(ForeignKeyClause(to: orders)), columns: ["o"])]
        $0.columns = [a, u, o]
      }),
    Case(
      "CREATE UNLOGGED TABLE IF NOT EXISTS orders (a int, UNIQUE (a) DEFERRABLE) PARTITION BY LIST (a, (a + 1))",
      created {
        var key = AddedConstraint(nil, .unique, columns: ["a"])
        key.isDeferrable = true
        ($0.persistence, $0.hasGuard, $0.columns) = (.unlogged, true, [AddedColumn("a", int)])
        ($0.constraints, $0.partitionKey) = ([key], PartitionKey(.list, columns: ["a", nil]))
      }),
    Case(
      "CREATE TABLE orders PARTITION OF users FOR VALUES IN (1)",
      created { ($0.partitionOf, $0.bound) = (users, .list(["1"])) }),
    Case(
      "CREATE TABLE orders (LIKE users INCLUDING INDEXES)",
      created { ($0.reads, $0.copiesIndexes) = ([users], true) }),
    Case("CREATE TEMP TABLE orders (LIKE users)", created { ($0.persistence, $0.reads) = (.temporary, [users]) }),
    Case("CREATE TABLE orders AS SELECT * FROM users", created { ($0.reads, $0.isFilled) = ([users], true) }),
    Case(
      "CREATE UNIQUE INDEX CONCURRENTLY i ON orders (a)",
      index(QualifiedName("shop", "i")) {
        ($0.isUnique, $0.isConcurrent, $0.keys) = (true, true, [IndexKey(column: "a")])
      }),
    Case("CREATE INDEX ON ONLY orders (a)", index(nil) { ($0.isOnly, $0.keys) = (true, [IndexKey(column: "a")]) }),
    Case(
      "CREATE INDEX ON orders USING gist (lower(a) COLLATE \"C\" text_ops DESC NULLS LAST) INCLUDE (b) WITH (fillfactor = 70) WHERE a > 0",
      index(nil) {
        var key = IndexKey(column: nil)
        (key.collation, key.operatorClass) = (QualifiedName("shop", "C"), "text_ops")
        (key.isDescending, key.nullsFirst, key.expression) = (true, false, "lower(a)")
        ($0.keys, $0.included, $0.accessMethod, $0.isPartial) = ([key], ["b"], "gist", true)
        ($0.functions, $0.parameters) = (["lower"], [StorageParameter("fillfactor", "70")])
        $0.predicate = "a > 0"
      }),
    Case("SET LOCAL lock_timeout = '2s'", .changeSetting(SettingChange("lock_timeout", ["2s"], .transaction))),
    Case("SET search_path TO a, b", .changeSetting(SettingChange("search_path", ["a", "b"], .session))),
    Case("RESET ALL", .changeSetting(SettingChange("all", [], .session))),
    Case(
      "ALTER ROLE \"Till\" IN DATABASE shop SET work_mem = 64",
      .changeSetting(SettingChange("work_mem", ["64"], .role("Till", in: "shop")))),
    Case("ALTER USER CURRENT_USER RESET ALL", .changeSetting(SettingChange("all", [], .role("CURRENT_USER", in: nil)))),
    Case("ALTER ROLE ALL SET work_mem = 64", .changeSetting(SettingChange("work_mem", ["64"], .role(nil, in: nil)))),
    Case("ALTER DATABASE shop SET work_mem = 64", .changeSetting(SettingChange("work_mem", ["64"], .database("shop")))),
    Case("ALTER SYSTEM SET work_mem = 64", .changeSetting(SettingChange("work_mem", ["64"], .server))),
    Case(
      "SELECT set_config('lock_timeout', '1min', true)", .select(reads: [], locksRows: false),
      .changeSetting(SettingChange("lock_timeout", ["1min"], .transaction))),
    Case(
      "DROP INDEX CONCURRENTLY IF EXISTS orders",
      .drop(dropped(DroppedObject(.index, orders, isConcurrent: true)) { $0.hasGuard = true })),
    Case(
      "DROP TABLE orders, users CASCADE",
      .drop(DroppedObject(.table, orders, isCascading: true)), .drop(DroppedObject(.table, users, isCascading: true))),
    Case("DROP TRIGGER t ON orders", .drop(DroppedObject(.trigger, orders, member: "t"))),
    Case("DROP FUNCTION orders(int, text)", .drop(DroppedObject(.function, orders))),
    Case("DROP TYPE orders", .drop(DroppedObject(.type, orders))),
    Case("DROP SCHEMA x", .drop(DroppedObject(.schema, QualifiedName("x", "x")))),
    Case(
      "CREATE OR REPLACE VIEW orders AS WITH c AS (SELECT 1) SELECT * FROM c, users, pg_class",
      view { ($0.isReplacing, $0.reads) = (true, [users]) }),
    Case(
      "CREATE VIEW orders (a) WITH (security_invoker) AS SELECT 1",
      view { ($0.columns, $0.parameters) = (["a"], [StorageParameter("security_invoker", nil)]) }),
    Case(
      "CREATE FUNCTION orders() RETURNS int LANGUAGE sql AS 'SELECT 1'",
      routine { ($0.language, $0.returns) = ("sql", int) }),
    Case(
      "CREATE OR REPLACE FUNCTION orders(a int, OUT b text) RETURNS trigger LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = a, b AS $$BEGIN UPDATE users SET a = 1; DELETE FROM users WHERE a; IF TG_OP = 'DELETE' THEN DELETE FROM users; END IF; SELECT 1 FROM users FOR UPDATE; END$$",
      routine {
        ($0.isReplacing, $0.argumentTypes, $0.returns) = (true, [int], ColumnType("trigger"))
        ($0.language, $0.volatility, $0.isSecurityDefiner) = ("plpgsql", .stable, true)
        $0.settings = [SettingChange("search_path", ["a", "b"], .routine)]
        $0.unboundedChanges = ["UPDATE users a", "DELETE FROM users"]
      }),
    Case("CREATE PROCEDURE orders() LANGUAGE sql AS ''", routine(.procedure) { $0.language = "sql" }),
    Case("CREATE AGGREGATE orders(int) (SFUNC = f, STYPE = int)", routine(.aggregate) { $0.argumentTypes = [int] }),
    Case("ALTER FUNCTION orders(int) OWNER TO x", .changeOwner(OwnerChange(.function, orders, to: "x"))),
    Case(
      "ALTER SCHEMA s OWNER TO CURRENT_USER",
      .changeOwner(OwnerChange(.schema, QualifiedName("s", "s"), to: "CURRENT_USER"))),
    Case("ALTER VIEW orders OWNER TO x", .changeOwner(OwnerChange(.view, orders, to: "x"))),
    Case(
      "ALTER FUNCTION orders(int) SECURITY DEFINER RESET search_path",
      .alterRoutine(
        changed {
          ($0.isSecurityDefiner, $0.settings) = (true, [SettingChange("search_path", [], .routine)])
        })),
    Case("CREATE POLICY p ON orders USING (a OR true)", policy { $0.using = PolicyCondition(isAlwaysTrue: true) }),
    Case(
      "CREATE POLICY p ON orders AS RESTRICTIVE FOR SELECT TO public, x USING (u = auth.uid() AND v = (SELECT now()) AND lower(w) = 'a')",
      policy {
        ($0.isPermissive, $0.command, $0.roles) = (false, .select, [.everyone, .role("x")])
        $0.using = PolicyCondition(rowFunctions: ["uid"])
      }),
    Case(
      "CREATE POLICY p ON orders FOR INSERT WITH CHECK (1 = 1)",
      policy {
        ($0.command, $0.check) = (.insert, PolicyCondition(isAlwaysTrue: true))
      }),
    Case(
      "ALTER POLICY p ON orders TO x USING (true)",
      policyChange {
        ($0.roles, $0.using) = ([.role("x")], PolicyCondition(isAlwaysTrue: true))
      }),
    Case("ALTER POLICY p ON orders RENAME TO q", policyChange { $0.newName = "q" }),
    Case(
      "CREATE MATERIALIZED VIEW orders AS SELECT * FROM users",
      .createMaterializedView(orders, reads: [users], isFilled: true)),
    Case(
      "REFRESH MATERIALIZED VIEW CONCURRENTLY orders",
      .refreshMaterializedView(orders, isConcurrent: true, isFilled: true)),
    Case(
      "CREATE TRIGGER t BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f()",
      trigger {
        ($0.timing, $0.events, $0.isForEachRow) = (.before, [.insert, .update], true)
      }),
    Case(
      "CREATE CONSTRAINT TRIGGER t AFTER DELETE ON orders FOR EACH ROW EXECUTE FUNCTION f()",
      trigger { ($0.events, $0.isForEachRow, $0.isConstraint) = ([.delete], true, true) }),
    Case(
      "CREATE OR REPLACE TRIGGER t INSTEAD OF UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f()",
      trigger { ($0.timing, $0.events, $0.isForEachRow, $0.isReplacing) = (.insteadOf, [.update], true, true) }),
    Case("ALTER TABLE orders DISABLE TRIGGER USER", table(.changeTriggers(.disableUser))),
    Case("REINDEX SCHEMA x", .reindex(.schema("x"), isConcurrent: false)),
    Case("REINDEX SYSTEM x", .reindex(.systemCatalogs, isConcurrent: false)),
    Case("REINDEX (CONCURRENTLY) DATABASE x", .reindex(.database, isConcurrent: true)),
    Case("LOCK TABLE orders NOWAIT", .lockTable([orders], .accessExclusive, isNoWait: true)),
    Case("ALTER SEQUENCE orders RESTART INCREMENT 2", .alterSequence(orders, options: ["restart", "increment"])),
    Case("ALTER SEQUENCE orders RENAME TO o", .alterSequence(orders, options: [])),
    Case(
      "REFRESH MATERIALIZED VIEW orders WITH NO DATA",
      .refreshMaterializedView(orders, isConcurrent: false, isFilled: false)),
    Case(
      "CREATE MATERIALIZED VIEW orders AS SELECT * FROM users WITH NO DATA",
      .createMaterializedView(orders, reads: [users], isFilled: false)),
    Case("CREATE SEQUENCE orders", .createSequence(orders)),
    Case("ALTER SEQUENCE orders OWNED BY users.id", .alterSequence(orders, options: ["owned_by"])),
    Case("CREATE TYPE orders AS ENUM ('a', 'b')", .createEnum(orders, labels: ["a", "b"])),
    Case("CREATE TYPE orders AS (a int)", .createType(orders)),
    Case("ALTER TYPE orders ADD VALUE 'x' BEFORE 'a'", .addEnumValue(orders, "x", .before("a"))),
    Case("ALTER TYPE orders RENAME VALUE 'x' TO 'y'", .renameEnumValue(orders, from: "x", to: "y")),
    Case("CREATE DOMAIN orders AS int", .createDomain(CreatedDomain(orders, base: int))),
    Case("CREATE DOMAIN orders AS int NOT NULL CONSTRAINT c CHECK (VALUE > (0))", .createDomain(domain)),
    Case(
      "ALTER DOMAIN orders ADD CONSTRAINT c CHECK (VALUE > 1) NOT VALID",
      .alterDomain(
        orders,
        .addConstraint(
          check("VALUE > 1") {
            $0.columns = ["value"]
            $0.isNotValid = true
          }))),
    Case("ALTER DOMAIN orders VALIDATE CONSTRAINT c", .alterDomain(orders, .validateConstraint("c"))),
    Case(
      "ALTER DOMAIN orders ADD CONSTRAINT c NOT NULL",
      .alterDomain(orders, .addConstraint(AddedConstraint("c", .notNull("value"), columns: ["value"])))),
    Case("CREATE STATISTICS s ON a, b FROM orders", .createStatistics(on: orders)),
    Case("COMMENT ON COLUMN orders.a IS 'x'", .comment(on: .column("a", of: orders), text: "x")),
    Case("COMMENT ON TABLE orders IS NULL", .comment(on: .relation(orders), text: nil)),
    Case("COMMENT ON CONSTRAINT c ON orders IS 'x'", .comment(on: .member(of: orders), text: "x")),
    Case("COMMENT ON FUNCTION f(int) IS 'x'", .comment(on: .other, text: "x")),
    Case(
      "GRANT SELECT ON orders TO r",
      .changePrivileges(
        grant(on: "TABLE") {
          ($0.rights, $0.relations, $0.grantees) = (["SELECT"], [orders], [.role("r")])
        })),
    Case(
      "GRANT ALL ON FUNCTION orders(int) TO PUBLIC WITH GRANT OPTION",
      .changePrivileges(
        grant(on: "FUNCTION") {
          ($0.others, $0.grantees, $0.isGrantable) = ([orders], [.everyone], true)
        })),
    Case(
      "REVOKE USAGE ON SCHEMA s FROM r CASCADE",
      .changePrivileges(
        grant(false, on: "SCHEMA") {
          ($0.rights, $0.others) = (["USAGE"], [QualifiedName("s", "s")])
          ($0.grantees, $0.isCascading) = ([.role("r")], true)
        })),
    Case(
      "GRANT SELECT ON ALL TABLES IN SCHEMA s TO r",
      .changePrivileges(
        grant(on: "TABLE") {
          ($0.rights, $0.schemas, $0.grantees) = (["SELECT"], ["s"], [.role("r")])
        })),
    Case(
      "ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO r",
      .changeDefaultPrivileges(
        grant(on: "TABLE") {
          ($0.rights, $0.schemas, $0.grantees) = (["SELECT"], ["s"], [.role("r")])
        })),
    Case("GRANT a TO b WITH ADMIN OPTION", .changeMembership(membership { $0.isAdministrable = true })),
    Case(
      "CREATE ROLE a SUPERUSER NOLOGIN PASSWORD 'x'",
      role(true) {
        ($0.attributes, $0.password) = (["SUPERUSER"], .clearText)
      }),
    Case(
      "ALTER ROLE a REPLICATION PASSWORD 'SCRAM-SHA-256$4096:c2FsdA==$c3RvcmVk:c2VydmVy'",
      role(false) {
        ($0.attributes, $0.password) = (["REPLICATION"], .scramVerifier)
      }),
    Case("TRUNCATE orders CASCADE", .truncate([orders], isCascading: true)),
    Case("DELETE FROM orders", .delete(ChangedRows(of: orders, where: .none))),
    Case("UPDATE orders SET a = 1 WHERE true", .update(changed(.alwaysTrue) { $0.columns = ["a"] })),
    Case("UPDATE orders SET a = 1 WHERE b", .update(changed(.some) { $0.columns = ["a"] })),
    Case(
      "UPDATE orders o SET (a, b) = (c, o.d + 1) FROM users WHERE 1 = 1 AND true",
      .update(
        changed(.alwaysTrue) { ($0.columns, $0.sources, $0.reads) = (["a", "b"], ["c", "d"], [users]) })),
    Case(
      "DELETE FROM orders WHERE a IS NOT NULL AND (b = b)",
      .delete(ChangedRows(of: orders, where: .notNull(["a", "b"])))),
    Case("DELETE FROM orders WHERE a IS NOT NULL OR b > 1", .delete(ChangedRows(of: orders, where: .some))),
    Case(
      "MERGE INTO orders USING users ON orders.a = users.a WHEN MATCHED THEN UPDATE SET b = users.c",
      .merge(changed(.some) { ($0.columns, $0.sources, $0.reads) = (["b"], ["c"], [users]) })),
    Case("INSERT INTO orders VALUES (1), (2)", .insert(inserted(.values(2)) { $0.givenPlaces = [0] })),
    Case(
      "INSERT INTO orders VALUES (DEFAULT, 1, DEFAULT), (DEFAULT, 2, 3)",
      .insert(inserted(.values(2)) { $0.givenPlaces = [1, 2] })),
    Case("INSERT INTO orders DEFAULT VALUES", .insert(InsertedRows(into: orders, .defaultValues))),
    Case(
      "INSERT INTO orders (a, b) VALUES (DEFAULT, 1), (DEFAULT, 2)",
      .insert(inserted(.values(2)) { ($0.columns, $0.givenColumns) = (["a", "b"], ["b"]) })),
    Case(
      "INSERT INTO orders (a) SELECT a FROM users",
      .insert(inserted(.query) { ($0.columns, $0.givenColumns, $0.reads) = (["a"], ["a"], [users]) })),
    Case(
      "WITH gone AS (DELETE FROM users RETURNING *) INSERT INTO orders SELECT * FROM gone",
      .delete(ChangedRows(of: users, where: .none)),
      .insert(inserted(.query) { $0.givenPlaces = [0] })),
    Case("EXPLAIN ANALYZE DELETE FROM orders", .delete(ChangedRows(of: orders, where: .none))),
    Case("EXPLAIN DELETE FROM orders", .other("EXPLAIN", refusesTransactions: false)),
    Case("DROP DATABASE x", .drop(DroppedObject(.database, QualifiedName("x", "x")))),
    Case("DROP OWNED BY a CASCADE", .changeOwned(by: ["a"], isDropped: true, isCascading: true)),
    Case(
      "REASSIGN OWNED BY a, CURRENT_USER TO b",
      .changeOwned(by: ["a", "CURRENT_USER"], isDropped: false, isCascading: false)),
    Case("ALTER EXTENSION x UPDATE TO '2'", .updateExtension("x", version: "2")),
    Case("CALL orders(1)", .call(orders)),
    Case("SELECT setval('s', 1)", .select(reads: [], locksRows: false), .setSequenceValue),
    Case("SELECT * FROM orders FOR UPDATE", .select(reads: [orders], locksRows: true)),
    Case("VACUUM (FULL, ANALYZE) orders", .vacuum([orders], isFull: true)),
    Case("ANALYZE orders", .analyze([orders])),
    Case("REINDEX TABLE CONCURRENTLY orders", .reindex(.table(orders), isConcurrent: true)),
    Case("LOCK TABLE orders IN SHARE MODE", .lockTable([orders], .share, isNoWait: false)),
    Case("COMMIT", .transactionControl("COMMIT")),
    Case("CREATE EXTENSION hstore", .createExtension(CreatedExtension("hstore"))),
    Case(
      "CREATE EXTENSION IF NOT EXISTS hstore SCHEMA s VERSION '1.8' CASCADE",
      installed {
        ($0.schema, $0.version, $0.isCascading, $0.hasGuard) = ("s", "1.8", true, true)
      }),
    Case("CREATE DATABASE d ENCODING 'UTF8'", database { $0.options = [StorageParameter("encoding", "UTF8")] }),
    Case(
      "CREATE PUBLICATION p FOR TABLE orders, TABLES IN SCHEMA s WITH (publish = 'insert')",
      publication(.create) {
        ($0.tables, $0.schemas, $0.publishesChanges) = ([orders], ["s"], false)
      }),
    Case("CREATE PUBLICATION p FOR ALL TABLES", publication(.create) { $0.hasAllTables = true }),
    Case("ALTER PUBLICATION p ADD TABLE orders", publication(.add) { $0.tables = [orders] }),
    Case("ALTER PUBLICATION p SET (publish = 'insert, update')", publication(.other) { _ in }),
    Case("CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (password 'x')", remote(.server) { $0.hasPassword = true }),
    Case(
      "CREATE SUBSCRIPTION s CONNECTION 'host=x password=y' PUBLICATION p",
      remote(.subscription) {
        ($0.hasPassword, $0.refusesTransactions) = (true, true)
      }),
    Case(
      "CREATE SUBSCRIPTION s CONNECTION 'postgres://u:p@h/d' PUBLICATION p WITH (create_slot = false)",
      remote(.subscription) { $0.hasPassword = true }),
    Case("COPY orders FROM PROGRAM 'x'", .copy(CopyAction(orders, isFrom: true, .program))),
    Case("ALTER TABLE orders REPLICA IDENTITY USING INDEX i", table(.setReplicaIdentity(.index("i")))),
    Case("ALTER SYSTEM SET a = 1", .changeSetting(SettingChange("a", ["1"], .server))),
    Case(
      "DROP TABLE orders; DROP TABLE users",
      .drop(DroppedObject(.table, orders)), .drop(DroppedObject(.table, users))),
  ])
  func reads(_ example: Case) {
    let facts = Self.parser.facts(of: example.sql)
    #expect(facts.reasonNotAnalysed == nil)
    #expect(facts.actions == example.actions)
  }

  @Test func keepsTheBytesOfNames() {
    let facts = Self.parser.facts(of: "DROP TABLE \"a\"\"b\n\\é\"")
    #expect(facts.actions == [.drop(DroppedObject(.table, QualifiedName("shop", "a\"b\n\\é")))])
  }

  @Test func collectsLiteralsOnce() {
    #expect(Self.parser.facts(of: "SELECT 'a', 'b', 'a'").literals == ["a", "b"])
  }

  @Test(arguments: ["SELECT 'open", "CREATE TABLE t (a int) WITHOUT OVERLAPS", "SELECT 1\u{0}", "ALTER TABLE"])
  func saysWhatItDoesNotUnderstand(_ sql: String) {
    let facts = Self.parser.facts(of: sql)
    #expect(facts.reasonNotAnalysed != nil && facts.actions.isEmpty)
  }

  @Test(arguments: ["+1", "::a", " UNION SELECT 1", " IS NULL"])
  func parsesChainsOfTwentyThousandOperators(_ link: String) {
    let facts = Self.parser.facts(of: "SELECT 1" + String(repeating: link, count: 20_000))
    #expect(facts.actions == [.select(reads: [], locksRows: false)])
  }

  @Test(arguments: [("1", "+1", 2), ("1", " NOTNULL", 1), ("1, 1", " UNION SELECT 1, 1", 5), ("'a'", "::a", 3)])
  func parsesTheDeepestChainUnderTheLimit(_ first: String, _ link: String, _ depth: Int) {
    let count = StatementParser.depthLimit / depth - 4
    #expect(Self.parser.facts(of: "SELECT \(first)" + String(repeating: link, count: count)).isAnalysed)
  }

  @Test(arguments: ["+1", "+-1", " UNION SELECT 1, 1", "::a", " = ANY (ARRAY[1]) AND 1"])
  func refusesWhatMayNestDeeperThanTheLimit(_ link: String) {
    let facts = Self.parser.facts(of: "SELECT 1" + String(repeating: link, count: StatementParser.depthLimit))
    #expect(facts.reasonNotAnalysed == "it may nest more than 200000 levels deep")
  }

  @Test func readsAMegabyteOfRows() {
    let rows = String(repeating: "(1, 'some text', now() + '1 day'),", count: 40_000)
    let facts = Self.parser.facts(of: "INSERT INTO shop.orders VALUES \(rows) (2, '', NULL)")
    #expect(facts.isAnalysed && facts.actions.count == 1)
  }

  @Test(
    arguments: [
      ("CREATE TABLE :schema.t (a int DEFAULT :'value')", [":schema", ":'value'"]),
      ("SET ROLE :\"owner\"", [":\"owner\""]),
      ("INSERT INTO t SELECT 1 WHERE :{?low} AND b > :low", [":{?low}", ":low"]),
      ("SELECT a FROM t WHERE b > :low AND c::int < :high", [":low", ":high"]),
      ("ALTER TABLE t ADD CHECK (a > :n) NOT ENFORCED", [":n"]),
    ])
  func readsAStatementWithPsqlsVariables(_ sql: String, _ variables: [String]) {
    let facts = Self.parser.facts(of: sql)
    #expect(facts.isAnalysed && facts.written.psqlWords == variables)
  }

  @Test func whatAVariableStandsForIsNamedAfterIt() {
    let facts = Self.parser.facts(of: "DROP TABLE :name")
    #expect(facts.actions == [.drop(DroppedObject(.table, QualifiedName("shop", ":name")))])
  }

  @Test func anArraySliceIsNoVariable() {
    #expect(Self.parser.facts(of: "SELECT a[1:n] FROM t").written.psqlWords.isEmpty)
  }

  @Test func twoThousandTextsFromManyTasksAreRead() async {
    let parser = StatementParser(schema: "shop")
    let analysed = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<2000 { group.addTask { parser.facts(of: "SELECT \(number)").isAnalysed } }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(analysed == 2000)
  }
}
