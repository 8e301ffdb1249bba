import MigrationCore
import Testing

@Suite struct ConstraintRuleTests {
  static func name(_ name: Identifier) -> QualifiedName { ReviewFixture.name(name) }

  /// The target with the schema behind it.
  static let current: [DatabaseSchema] = {
    var orders = Table(name: "orders")
    orders.columns = [
      column("id", "integer", isNotNull: true), column("note", "character varying(20)"),
      column("user_id", "integer"), column("ref", "integer", isNotNull: true), column("code", "text"),
    ]
    orders.columns[4].collation = QualifiedName("shop", "ci")
    var key = Constraint(name: "orders_pkey", kind: .primaryKey, definition: "PRIMARY KEY (id)")
    key.columns = ["id"]
    key.index = index("orders_pkey", ["id"])
    var user = Constraint(
      name: "orders_user", kind: .foreignKey(ForeignKey(referencedTable: name("users"), referencedColumns: ["id"])),
      definition: "FOREIGN KEY (user_id) REFERENCES shop.users(id)")
    user.columns = ["user_id"]
    var unique = Constraint(name: "orders_note_key", kind: .unique, definition: "UNIQUE (note)")
    unique.columns = ["note"]
    unique.index = index("orders_note_key", ["note"])
    var check = Constraint(name: "orders_id_check", kind: .check("id > 0"), definition: "CHECK ((id > 0))")
    check.columns = ["id"]
    orders.constraints = [key, user, unique, check]
    var partial = index("orders_partial", ["ref"])
    partial.predicate = "ref > 0"
    var broken = index("orders_broken", ["ref"])
    broken.isValid = false
    orders.indexes = [
      index("orders_ref", ["ref"]), index("orders_null", ["note"]), partial, broken,
      index("orders_expression", [nil]),
    ]
    var users = Table(name: "users")
    users.columns = [column("id", "bigint", isNotNull: true), column("code", "text")]
    var usersKey = Constraint(name: "users_pkey", kind: .primaryKey, definition: "PRIMARY KEY (id)")
    usersKey.columns = ["id"]
    users.constraints = [usersKey]
    var schema = DatabaseSchema(name: "shop")
    schema.tables = [orders, users]
    return [schema]
  }()

  static func column(_ name: Identifier, _ type: CatalogSQL, isNotNull: Bool = false) -> Column {
    var column = Column(name: name, position: 1, type: type)
    if isNotNull { column.notNull = Column.NotNull() }
    return column
  }

  static func index(_ name: Identifier, _ columns: [Identifier?]) -> Index {
    var index = Index(name: name, definition: "", method: "btree")
    index.isUnique = true
    index.keys = columns.map { Index.Key(definition: CatalogSQL($0?.text ?? "lower(note)"), column: $0) }
    return index
  }

  static let on18: LiveFacts = {
    var live = ReviewFixture.live
    live.serverVersion = 180_000
    live.nondeterministicCollations = [name("ci")]
    return live
  }()

  static func off(_ rule: RuleID, _ severity: Severity = .info) -> RuleChoice {
    RuleChoice(overrides: [rule: severity])
  }

  @Test(arguments: [
    RuleCase("add-column-inline-fk", ["ALTER TABLE orders ADD u int REFERENCES users"], finds: "1.1 warning"),
    RuleCase("add-column-inline-fk", ["ALTER TABLE orders ADD u int"]),
    RuleCase("add-column-inline-fk", ["CREATE TABLE t ()", "ALTER TABLE t ADD u int REFERENCES users"]),
    RuleCase("add-column-inline-fk", ["ALTER TABLE orders ADD up int REFERENCES orders"]),
    RuleCase("add-column-inline-check", ["ALTER TABLE orders ADD a int CHECK (a > 0)"], finds: "1.1 warning"),
    RuleCase("add-column-inline-check", ["ALTER TABLE small ADD a int CHECK (a > 0)"], finds: "1.1 info"),
    RuleCase("add-column-inline-check", ["CREATE TABLE t ()", "ALTER TABLE t ADD a int CHECK (a > 0)"]),
    RuleCase("add-unique-without-index", ["ALTER TABLE orders ADD UNIQUE (note)"], finds: "1.1 error"),
    RuleCase("add-unique-without-index", ["ALTER TABLE orders ADD a int UNIQUE"], finds: "1.1 error"),
    RuleCase("add-unique-without-index", ["ALTER TABLE orders ADD CONSTRAINT k UNIQUE USING INDEX i"]),
    RuleCase("add-primary-key-without-index", ["ALTER TABLE orders ADD a int PRIMARY KEY"], finds: "1.1 error"),
    RuleCase("add-primary-key-without-index", ["ALTER TABLE orders ADD PRIMARY KEY USING INDEX i"]),
    // A partitioned table takes over what its partitions have.
    RuleCase(
      "add-primary-key-without-index", ["CREATE UNIQUE INDEX CONCURRENTLY i ON part_1 (id)"],
      ["ALTER TABLE part_1 ADD CONSTRAINT k PRIMARY KEY USING INDEX i"], ["ALTER TABLE parts ADD PRIMARY KEY (id)"]),
    RuleCase(
      "add-primary-key-without-index", ["CREATE UNIQUE INDEX CONCURRENTLY i ON part_1 (id)"],
      ["ALTER TABLE parts ADD PRIMARY KEY (id)"], finds: "2.1 error"),
    RuleCase(
      "add-unique-without-index", ["ALTER TABLE part_1 ADD CONSTRAINT k UNIQUE (id, at)"],
      ["ALTER TABLE parts ADD UNIQUE (id)"], finds: "1.1 error", "2.1 error"),
    RuleCase(
      "add-pk-using-index-nullable", ["ALTER TABLE orders ADD PRIMARY KEY USING INDEX orders_null"],
      finds: "1.1 error", current: current),
    RuleCase(
      "add-pk-using-index-nullable", ["ALTER TABLE orders ADD PRIMARY KEY USING INDEX orders_ref"], current: current),
    RuleCase(
      "add-pk-using-index-nullable",
      ["ALTER TABLE orders ALTER note SET NOT NULL, ADD PRIMARY KEY USING INDEX orders_null"], current: current),
    RuleCase(
      "using-index-is-fast", ["ALTER TABLE orders ADD PRIMARY KEY USING INDEX orders_ref"], finds: "1.1 info"),
    RuleCase("using-index-is-fast", ["ALTER TABLE orders ADD UNIQUE (note)"]),
    RuleCase(
      "using-index-ineligible", ["ALTER TABLE orders ADD UNIQUE USING INDEX orders_partial"], finds: "1.1 error",
      current: current),
    RuleCase(
      "using-index-ineligible", ["ALTER TABLE orders ADD UNIQUE USING INDEX orders_broken"], finds: "1.1 error",
      current: current),
    RuleCase(
      "using-index-ineligible", ["ALTER TABLE orders ADD UNIQUE USING INDEX orders_expression"], finds: "1.1 error",
      current: current),
    RuleCase(
      "using-index-ineligible", ["CREATE UNIQUE INDEX CONCURRENTLY i ON orders (ref DESC)"],
      ["ALTER TABLE orders ADD UNIQUE USING INDEX i"], finds: "2.1 error", current: current),
    RuleCase(
      "using-index-ineligible", ["CREATE UNIQUE INDEX CONCURRENTLY i ON orders (ref)"],
      ["ALTER TABLE orders ADD UNIQUE USING INDEX i"], current: current),
    RuleCase("using-index-ineligible", ["ALTER TABLE orders ADD UNIQUE USING INDEX orders_broken"], live: nil),
    RuleCase(
      "set-not-null-drops-proof-too-early",
      ["ALTER TABLE orders ALTER proved SET NOT NULL, DROP CONSTRAINT proved_check"], finds: "1.1 error"),
    RuleCase(
      "set-not-null-drops-proof-too-early",
      ["ALTER TABLE orders ALTER proved SET NOT NULL", "ALTER TABLE orders DROP CONSTRAINT proved_check"]),
    RuleCase(
      "prefer-native-not-null-not-valid", ["ALTER TABLE orders ADD CHECK (note IS NOT NULL) NOT VALID"],
      finds: "1.1 info", live: on18),
    RuleCase("prefer-native-not-null-not-valid", ["ALTER TABLE orders ADD CHECK (note IS NOT NULL) NOT VALID"]),
    RuleCase(
      "prefer-native-not-null-not-valid", ["ALTER TABLE orders ADD CHECK (note IS NOT NULL AND id > 1) NOT VALID"],
      live: on18),
    RuleCase(
      "not-valid-never-validated", ["ALTER TABLE orders ADD FOREIGN KEY (u) REFERENCES users NOT VALID"],
      finds: "1.1 warning"),
    RuleCase(
      "not-valid-never-validated", ["ALTER TABLE orders ADD FOREIGN KEY (u) REFERENCES users NOT VALID"],
      ["ALTER TABLE orders VALIDATE CONSTRAINT orders_u_fkey"]),
    RuleCase(
      "not-valid-never-validated", ["ALTER TABLE orders ADD CONSTRAINT c CHECK (note IS NOT NULL) NOT VALID"],
      ["ALTER TABLE orders DROP CONSTRAINT c"]),
    RuleCase(
      "validate-in-same-transaction",
      ["ALTER TABLE orders ADD CONSTRAINT c CHECK (id > 0) NOT VALID, VALIDATE CONSTRAINT c"], finds: "1.1 error"),
    RuleCase(
      "validate-in-same-transaction",
      ["ALTER TABLE orders ADD CHECK (id > 0) NOT VALID", "ALTER TABLE orders VALIDATE CONSTRAINT orders_id_check"],
      finds: "1.2 error"),
    RuleCase(
      "validate-in-same-transaction", ["ALTER TABLE orders ADD CONSTRAINT c CHECK (id > 0) NOT VALID"],
      ["ALTER TABLE orders VALIDATE CONSTRAINT c"]),
    RuleCase("set-not-null-scan", ["ALTER TABLE orders ALTER note SET NOT NULL"], finds: "1.1 error"),
    RuleCase("set-not-null-scan", ["ALTER TABLE orders ADD NOT NULL note"], finds: "1.1 error", live: on18),
    RuleCase("set-not-null-scan", ["ALTER TABLE orders ADD CONSTRAINT n NOT NULL note NOT VALID"], live: on18),
    RuleCase(
      "set-not-null-scan", ["ALTER TABLE orders ADD PRIMARY KEY (note)"], ["ALTER TABLE orders ALTER note SET NOT NULL"]
    ),
  ])
  func scansAndProofs(_ example: RuleCase) { #expect(example.found == example.findings) }

  @Test(arguments: [
    RuleCase(
      "fk-missing-index", ["ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID"],
      finds: "1.1 warning", current: current),
    RuleCase(
      "fk-missing-index", ["CREATE INDEX CONCURRENTLY ON orders (user_id, id)"],
      ["ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID"], current: current),
    RuleCase(
      "fk-missing-index", ["CREATE INDEX CONCURRENTLY ON orders (user_id) WHERE id > 0"],
      ["ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID"], finds: "2.1 warning",
      current: current),
    RuleCase("fk-missing-index", ["CREATE TABLE t (u bigint REFERENCES users)"], finds: "1.1 warning"),
    RuleCase("fk-missing-index", ["CREATE TABLE t (u bigint REFERENCES users)", "CREATE INDEX ON t (u)"]),
    RuleCase("fk-missing-index", ["CREATE TABLE t (u bigint PRIMARY KEY REFERENCES users)"]),
    RuleCase("fk-missing-index", ["ALTER TABLE small ADD FOREIGN KEY (u) REFERENCES users"], finds: "1.1 info"),
    RuleCase("fk-type-mismatch", ["CREATE TABLE t (u int REFERENCES users)"], finds: "1.1 warning", current: current),
    RuleCase("fk-type-mismatch", ["CREATE TABLE t (u bigint REFERENCES users (id))"], current: current),
    RuleCase(
      "fk-type-mismatch",
      ["CREATE TABLE a (id varchar(10) PRIMARY KEY)", "CREATE TABLE t (u varchar(5) REFERENCES a)"],
      finds: "1.2 info"),
    RuleCase("fk-type-mismatch", ["CREATE TABLE a (id serial PRIMARY KEY)", "CREATE TABLE t (u int REFERENCES a)"]),
    RuleCase(
      "fk-on-delete-cascade", ["CREATE TABLE t (u int REFERENCES users ON DELETE CASCADE)"], finds: "1.1 error"),
    RuleCase(
      "fk-on-delete-cascade", ["ALTER TABLE orders ADD FOREIGN KEY (u) REFERENCES users ON UPDATE CASCADE"],
      finds: "1.1 error"),
    RuleCase(
      "fk-on-delete-cascade", ["CREATE TABLE t (u int REFERENCES users ON DELETE SET NULL)"], finds: "1.1 info"),
    RuleCase("fk-on-delete-cascade", ["CREATE TABLE t (u int REFERENCES users ON DELETE RESTRICT)"]),
    RuleCase("fk-missing-on-delete-action", ["CREATE TABLE t (u int REFERENCES users)"], finds: "1.1 info"),
    RuleCase("fk-missing-on-delete-action", ["CREATE TABLE t (u int REFERENCES users ON DELETE RESTRICT)"]),
    RuleCase("fk-not-deferrable", ["CREATE TABLE t (u int REFERENCES users)"]),
    RuleCase(
      "fk-not-deferrable", ["CREATE TABLE t (u int REFERENCES users)"], finds: "1.1 info",
      choice: off("fk-not-deferrable")),
    RuleCase(
      "fk-not-deferrable", ["CREATE TABLE t (u int REFERENCES users DEFERRABLE)"], choice: off("fk-not-deferrable")),
    RuleCase("foreign-keys-forbidden", ["CREATE TABLE t (u int REFERENCES users)"]),
    RuleCase(
      "foreign-keys-forbidden", ["CREATE TABLE t (u int REFERENCES users)"], finds: "1.1 error",
      choice: off("foreign-keys-forbidden", .error)),
    RuleCase("foreign-keys-forbidden", ["CREATE TABLE t (u int)"], choice: off("foreign-keys-forbidden", .error)),
    RuleCase("fk-nullable-column", ["CREATE TABLE t (u int REFERENCES users)"], finds: "1.1 info"),
    RuleCase("fk-nullable-column", ["CREATE TABLE t (u int NOT NULL REFERENCES users)"]),
    RuleCase("fk-nullable-column", ["CREATE TABLE t (u int REFERENCES users ON DELETE SET NULL)"]),
    RuleCase("fk-nullable-column", ["CREATE TABLE t (a int, b int, FOREIGN KEY (a, b) REFERENCES users MATCH FULL)"]),
    RuleCase(
      "fk-duplicate-or-overlapping", ["ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users"],
      finds: "1.1 warning"),
    RuleCase(
      "fk-duplicate-or-overlapping", ["ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (user_id, id) REFERENCES users"],
      finds: "1.1 info"),
    RuleCase("fk-duplicate-or-overlapping", ["ALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES users"]),
    RuleCase(
      "fk-duplicate-or-overlapping",
      ["ALTER TABLE orders DROP CONSTRAINT orders_user, ADD FOREIGN KEY (user_id) REFERENCES users"]),
    RuleCase(
      "fk-nondeterministic-collation", ["ALTER TABLE orders ADD FOREIGN KEY (code) REFERENCES users (code)"],
      finds: "1.1 error", live: on18, current: current),
    RuleCase(
      "fk-nondeterministic-collation", ["ALTER TABLE orders ADD FOREIGN KEY (code) REFERENCES users (code)"],
      current: current),
    RuleCase(
      "fk-nondeterministic-collation", ["ALTER TABLE orders ADD FOREIGN KEY (code) REFERENCES orders (code)"],
      live: on18, current: current),
    RuleCase(
      "fk-nondeterministic-collation", ["ALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES users"], live: on18,
      current: current),
  ])
  func foreignKeys(_ example: RuleCase) { #expect(example.found == example.findings) }

  @Test(arguments: [
    RuleCase("check-volatile-or-now", ["ALTER TABLE orders ADD CHECK (id > random())"], finds: "1.1 error"),
    RuleCase("check-volatile-or-now", ["CREATE TABLE t (at date CHECK (at > current_date))"], finds: "1.1 warning"),
    RuleCase("check-volatile-or-now", ["CREATE TABLE t (at timestamptz, CHECK (at <= now()))"], finds: "1.1 warning"),
    RuleCase("check-volatile-or-now", ["CREATE DOMAIN d AS int CHECK (VALUE > fill())"], finds: "1.1 error"),
    RuleCase("check-volatile-or-now", ["CREATE TABLE t (a text CHECK (length(a) > 3 AND lower(a) = a))"]),
    RuleCase("check-volatile-or-now", ["CREATE TABLE t (a text DEFAULT random())"]),
    RuleCase(
      "drop-constraint", ["ALTER TABLE orders DROP CONSTRAINT orders_note_key"], finds: "1.1 warning",
      current: current),
    RuleCase(
      "drop-constraint", ["ALTER TABLE orders DROP CONSTRAINT orders_id_check"], finds: "1.1 warning",
      current: current),
    RuleCase("drop-constraint", ["ALTER TABLE orders DROP CONSTRAINT anything"], finds: "1.1 warning", live: nil),
    RuleCase("drop-constraint", ["ALTER TABLE orders DROP CONSTRAINT orders_user"]),
    RuleCase(
      "drop-constraint", ["ALTER TABLE orders ALTER proved SET NOT NULL"],
      ["ALTER TABLE orders DROP CONSTRAINT proved_check"]),
    RuleCase(
      "drop-constraint", ["ALTER TABLE orders ADD CONSTRAINT c CHECK (id > 0) NOT VALID"],
      ["ALTER TABLE orders DROP CONSTRAINT c"]),
    RuleCase(
      "drop-constraint",
      [
        "ALTER TABLE orders DROP CONSTRAINT orders_id_check",
        "ALTER TABLE orders ADD CONSTRAINT orders_id_check CHECK (id > 1)",
      ], finds: "1.1 info", current: current),
    RuleCase("drop-foreign-key", ["ALTER TABLE orders DROP CONSTRAINT orders_user"], finds: "1.1 warning"),
    RuleCase(
      "drop-foreign-key", ["ALTER TABLE orders DROP CONSTRAINT orders_user"],
      ["ALTER TABLE orders ADD CONSTRAINT n FOREIGN KEY (user_id) REFERENCES users NOT VALID"], finds: "1.1 info"),
    RuleCase("drop-foreign-key", ["ALTER TABLE orders DROP CONSTRAINT orders_pkey"], current: current),
    RuleCase(
      "drop-primary-key", ["ALTER TABLE orders DROP CONSTRAINT orders_pkey"], finds: "1.1 error", current: current),
    RuleCase("drop-primary-key", ["ALTER TABLE orders DROP COLUMN id"], finds: "1.1 error", current: current),
    RuleCase(
      "drop-primary-key",
      ["ALTER TABLE orders DROP CONSTRAINT orders_pkey, ADD PRIMARY KEY USING INDEX orders_ref"],
      finds: "1.1 warning", current: current),
    RuleCase("drop-primary-key", ["ALTER TABLE orders DROP COLUMN note"], current: current),
    RuleCase("unique-over-nullable-columns", ["CREATE TABLE t (a int, b int, UNIQUE (a, b))"], finds: "1.1 info"),
    RuleCase("unique-over-nullable-columns", ["CREATE UNIQUE INDEX ON orders (note)"], finds: "1.1 info"),
    RuleCase("unique-over-nullable-columns", ["CREATE UNIQUE INDEX ON orders (note) WHERE note IS NOT NULL"]),
    RuleCase("unique-over-nullable-columns", ["CREATE UNIQUE INDEX ON orders (id)"]),
    RuleCase("unique-over-nullable-columns", ["CREATE TABLE t (a int, UNIQUE NULLS NOT DISTINCT (a))"]),
    RuleCase("deferrable-unique-side-effects", ["CREATE TABLE t (a int UNIQUE DEFERRABLE)"], finds: "1.1 warning"),
    RuleCase(
      "constraint-not-enforced", ["ALTER TABLE orders ADD CHECK (id > 0) NOT ENFORCED"], finds: "1.1 error", live: on18),
    RuleCase(
      "constraint-not-enforced", ["CREATE TABLE t (u int REFERENCES users NOT ENFORCED)"], finds: "1.1 error",
      live: on18),
    RuleCase(
      "constraint-not-enforced", ["ALTER TABLE orders ALTER CONSTRAINT orders_user NOT ENFORCED"], finds: "1.1 error",
      live: on18),
    RuleCase("constraint-not-enforced", ["ALTER TABLE orders ADD CHECK (id > 0) NOT VALID"], live: on18),
    RuleCase("add-check-without-not-valid", ["ALTER TABLE orders ADD CHECK (id > 0) NOT ENFORCED"], live: on18),
    RuleCase("deferrable-unique-side-effects", ["CREATE TABLE t (a int UNIQUE)"]),
    RuleCase("deferrable-unique-side-effects", ["CREATE TABLE t (a int REFERENCES users DEFERRABLE)"]),
  ])
  func meaning(_ example: RuleCase) { #expect(example.found == example.findings) }

  /// What other tools say of locks, and PostgreSQL does otherwise.
  @Test(arguments: [
    ("ALTER TABLE orders ADD CHECK (id > 0)", "ACCESS EXCLUSIVE"),
    ("ALTER TABLE orders ADD UNIQUE (note)", "ACCESS EXCLUSIVE"),
    ("ALTER TABLE orders ADD CONSTRAINT k UNIQUE USING INDEX i", "ACCESS EXCLUSIVE"),
    ("ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users", "SHARE ROW EXCLUSIVE on both"),
  ])
  func namesTheLockThatPostgreSQLTakes(_ sql: String, _ lock: String) {
    let findings = RuleBook.findings(in: ReviewFixture.context([[sql]]))
    #expect(findings.contains { $0.reason.contains(lock) })
  }

  @Test func remediesAreSQLThatQuotes() {
    let findings = RuleBook.findings(
      in: ReviewFixture.context([[#"ALTER TABLE orders ADD CONSTRAINT "a""b" CHECK ("x y" > 0)"#]]))
    let remedy = findings.first { $0.rule == "add-check-without-not-valid" }?.remedy
    #expect(
      remedy == #"ALTER TABLE shop.orders ADD CONSTRAINT "a""b" CHECK ("x y" > 0) NOT VALID; then, in a later "#
        + #"transaction group, ALTER TABLE shop.orders VALIDATE CONSTRAINT "a""b";"#)
  }
}
