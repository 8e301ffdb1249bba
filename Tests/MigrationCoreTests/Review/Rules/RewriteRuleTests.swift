import MigrationCore
import Testing

@Suite struct RewriteRuleTests {
  static func live(_ change: (inout LiveFacts) -> Void) -> LiveFacts {
    var live = ReviewFixture.live
    change(&live)
    return live
  }

  static let on10 = live { $0.serverVersion = 100_000 }
  static let berlin = live { $0.isTimeZoneUTC = false }
  static let busy = live {
    var activity = LiveActivity()
    activity.sessions = [
      LiveSession(
        processID: 1, user: "report", application: "pg_dump", state: "active", transactionAge: 900, query: "COPY")
    ]
    $0.activity = activity
  }
  static let idle = live { $0.activity = LiveActivity() }

  /// One column for each type, and a domain over a domain's base.
  static let typed = live {
    let types: [(Identifier, ColumnType)] = [
      ("s", ColumnType("varchar", modifiers: [20])), ("t", ColumnType("text")),
      ("n", ColumnType("numeric", modifiers: [10, 2])), ("i", ColumnType("int4")), ("ip", ColumnType("cidr")),
      ("ts", ColumnType("timestamp", modifiers: [3])), ("j", ColumnType("json")),
      ("c", ColumnType("bpchar", modifiers: [5])),
      ("sa", ColumnType("varchar", modifiers: [10], isArray: true)), ("d", ColumnType("email")),
      ("b", ColumnType("xml")),
    ]
    for (name, type) in types {
      $0.relations[ReviewFixture.name("orders")]?.columns[name] = LiveColumn(type: type, isNotNull: false)
    }
    $0.domains[ReviewFixture.name("plain")] = LiveDomain(base: ColumnType("text"), isConstrained: false)
  }

  /// A table whose columns, indexes and constraints are all known.
  static let current: [DatabaseSchema] = {
    var orders = Table(name: "orders")
    orders.columns = [
      ConstraintRuleTests.column("id", "integer", isNotNull: true),
      ConstraintRuleTests.column("note", "character varying(20)"),
      ConstraintRuleTests.column("at", "timestamp without time zone"),
    ]
    var virtual = ConstraintRuleTests.column("v", "integer")
    virtual.generated = Column.Generated(kind: .virtual, expression: "id")
    orders.columns.append(virtual)
    orders.accessMethod = "heap"
    orders.tablespace = "slow"
    var check = Constraint(name: "c", kind: .check("note <> ''"), definition: "CHECK ((note <> ''))")
    check.columns = ["note"]
    var key = Constraint(
      name: "f", kind: .foreignKey(ForeignKey(referencedTable: ReviewFixture.name("users"), referencedColumns: ["id"])),
      definition: "FOREIGN KEY (id) REFERENCES shop.users(id)")
    key.columns = ["id"]
    orders.constraints = [check, key]
    orders.indexes = [
      ConstraintRuleTests.index("orders_lower", [nil]), ConstraintRuleTests.index("orders_id", ["id"]),
    ]
    var schema = DatabaseSchema(name: "shop")
    schema.tables = [orders]
    return [schema]
  }()

  static func choice(_ rule: RuleID) -> RuleChoice { RuleChoice(overrides: [rule: .error]) }

  @Test(arguments: [
    RuleCase(
      "add-column-default-old-server", ["ALTER TABLE orders ADD a int DEFAULT 0"], finds: "1.1 error", live: on10,
      choice: choice("add-column-default-old-server")),
    RuleCase(
      "add-column-default-old-server", ["ALTER TABLE orders ADD a int DEFAULT 0"],
      choice: choice("add-column-default-old-server")),
    RuleCase("add-column-default-old-server", ["ALTER TABLE orders ADD a int DEFAULT 0"], live: on10),
    RuleCase(
      "alter-column-type-rechecks-constraints", ["ALTER TABLE orders ALTER note TYPE varchar(40)"],
      finds: "1.1 warning", current: current),
    RuleCase(
      "alter-column-type-rechecks-constraints",
      ["ALTER TABLE orders DROP CONSTRAINT c, ALTER note TYPE varchar(40)"], current: current),
    RuleCase(
      "alter-column-type-rechecks-constraints", ["ALTER TABLE orders ALTER id TYPE bigint"], finds: "1.1 warning",
      current: current),
    RuleCase(
      "alter-column-type-rechecks-constraints", ["ALTER TABLE orders ALTER at TYPE timestamptz"], current: current),
    RuleCase("timestamp-timezone-conversion", ["ALTER TABLE orders ALTER at TYPE timestamptz"], finds: "1.1 warning"),
    RuleCase(
      "timestamp-timezone-conversion", ["ALTER TABLE orders ALTER at TYPE timestamptz"], finds: "1.1 warning",
      live: berlin),
    RuleCase(
      "timestamp-timezone-conversion", ["SET LOCAL timezone = 'UTC'", "ALTER TABLE orders ALTER at TYPE timestamptz"],
      live: berlin),
    RuleCase(
      "timestamp-timezone-conversion",
      ["ALTER TABLE orders ALTER at TYPE timestamptz USING at AT TIME ZONE 'UTC'"]),
    RuleCase("timestamp-timezone-conversion", ["ALTER TABLE orders ALTER at TYPE date"]),
    RuleCase("set-tablespace", ["ALTER TABLE orders SET TABLESPACE fast"], finds: "1.1 error"),
    RuleCase("set-tablespace", ["ALTER INDEX orders_at SET TABLESPACE fast"], finds: "1.1 info"),
    RuleCase("set-tablespace", ["ALTER TABLE small SET TABLESPACE fast"], finds: "1.1 info"),
    RuleCase("set-tablespace", ["ALTER TABLE orders SET TABLESPACE slow"], current: current),
    RuleCase("set-tablespace", ["ALTER TABLE parts SET TABLESPACE fast"]),
    RuleCase("set-access-method", ["ALTER TABLE orders SET ACCESS METHOD columnar"], finds: "1.1 error"),
    RuleCase("set-access-method", ["ALTER TABLE orders SET ACCESS METHOD heap"], current: current),
    RuleCase("set-access-method", ["ALTER TABLE parts SET ACCESS METHOD columnar"]),
    RuleCase(
      "rewrite-in-same-plan-as-index-build", ["CREATE INDEX CONCURRENTLY ON orders (note)"],
      ["ALTER TABLE orders ALTER id TYPE bigint"], finds: "2.1 warning"),
    RuleCase(
      "rewrite-in-same-plan-as-index-build", ["ALTER TABLE orders ADD UNIQUE (note)", "DROP TABLE orders"],
      finds: "1.2 warning"),
    RuleCase(
      "rewrite-in-same-plan-as-index-build", ["ALTER TABLE orders ALTER id TYPE bigint"],
      ["CREATE INDEX CONCURRENTLY ON orders (note)"]),
    RuleCase(
      "rewrite-in-same-plan-as-index-build", ["CREATE INDEX CONCURRENTLY ON orders (note)"],
      ["ALTER TABLE orders ALTER note TYPE text"]),
    RuleCase("rewrite-not-mvcc-safe", ["ALTER TABLE orders ALTER id TYPE bigint"], finds: "1.1 info", live: busy),
    RuleCase("rewrite-not-mvcc-safe", ["TRUNCATE orders"], finds: "1.1 info", live: busy),
    RuleCase("rewrite-not-mvcc-safe", ["CLUSTER orders"], live: busy),
    RuleCase("rewrite-not-mvcc-safe", ["ALTER TABLE orders ADD a int"], live: busy),
    RuleCase("rewrite-not-mvcc-safe", ["ALTER TABLE orders ALTER id TYPE bigint"], live: idle),
    RuleCase(
      "generated-expression-change", ["ALTER TABLE orders ALTER s SET EXPRESSION AS (id * 2)"], finds: "1.1 error"),
    RuleCase(
      "generated-expression-change", ["ALTER TABLE orders ALTER s SET EXPRESSION AS (id * 2)"], finds: "1.1 warning",
      live: nil),
    RuleCase(
      "generated-expression-change", ["ALTER TABLE orders ALTER v SET EXPRESSION AS (id * 2)"], current: current),
    RuleCase("add-column-stored-generated", ["ALTER TABLE orders ADD v int GENERATED ALWAYS AS (id) VIRTUAL"]),
    RuleCase("set-logged-unlogged", ["ALTER TABLE orders SET LOGGED"], finds: "1.1 error"),
    RuleCase("set-logged-unlogged", ["ALTER TABLE orders SET LOGGED"], current: current),
    RuleCase(
      "add-column-constrained-domain", ["CREATE DOMAIN d AS int CHECK (VALUE > 0)", "ALTER TABLE orders ADD a d"],
      finds: "1.2 error", live: nil),
    RuleCase("add-column-constrained-domain", ["CREATE DOMAIN d AS int", "ALTER TABLE orders ADD a d"], live: nil),
    RuleCase(
      "add-column-constrained-domain", ["CREATE DOMAIN d AS email", "ALTER TABLE orders ADD a d"], finds: "1.2 error"),
    RuleCase(
      "add-column-constrained-domain",
      ["ALTER DOMAIN plain ADD CHECK (VALUE <> '')", "ALTER TABLE orders ADD a plain"],
      finds: "1.2 error", live: typed),
    RuleCase(
      "add-column-constrained-domain", ["ALTER TABLE orders ADD a plain", "ALTER DOMAIN plain SET NOT NULL"],
      live: typed),
  ])
  func finds(_ example: RuleCase) { #expect(example.found == example.findings) }

  /// Where other tools raise a false alarm, or see none.
  @Test(arguments: [
    RuleCase("add-column-volatile-default", ["ALTER TABLE orders ADD a timestamptz DEFAULT now() NOT NULL"]),
    RuleCase("add-column-volatile-default", ["ALTER TABLE orders ADD a timestamptz DEFAULT now()"], live: nil),
    RuleCase("add-column-volatile-default", ["ALTER TABLE orders ADD a date DEFAULT current_date"]),
    RuleCase("add-column-volatile-default", ["ALTER TABLE orders ADD a int DEFAULT 0"]),
    RuleCase(
      "add-column-volatile-default", ["ALTER TABLE orders ADD a uuid DEFAULT gen_random_uuid()"], finds: "1.1 error",
      live: nil),
    RuleCase("add-column-identity", ["ALTER TABLE orders ADD a int GENERATED ALWAYS AS IDENTITY"], finds: "1.1 error"),
    RuleCase("add-column-identity", ["ALTER TABLE orders ALTER id ADD GENERATED ALWAYS AS IDENTITY"]),
    RuleCase("add-column-constrained-domain", ["ALTER TABLE orders ADD a email"], finds: "1.1 error"),
    RuleCase("add-column-constrained-domain", ["ALTER TABLE orders ADD a plain"], live: typed),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER s TYPE varchar(40)"], live: typed),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER s TYPE varchar"], live: typed),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER s TYPE text"], live: typed),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER t TYPE varchar"], live: typed),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER n TYPE numeric(12,2)"], live: typed),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER n TYPE numeric"], live: typed),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER ts TYPE timestamp"], live: typed),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER ip TYPE inet"], live: typed),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER b TYPE text"], live: typed),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER t TYPE plain"], live: typed),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER d TYPE text"], live: typed),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER s TYPE text USING s::varchar"], live: typed),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER s TYPE text COLLATE \"C\""], live: typed),
    RuleCase(
      "alter-column-type-rewrite", ["ALTER TABLE orders ALTER s TYPE text USING s::varchar(10)"], finds: "1.1 error",
      live: typed),
    RuleCase(
      "alter-column-type-rewrite", ["ALTER TABLE orders ALTER s TYPE varchar(10)"], finds: "1.1 error", live: typed),
    RuleCase(
      "alter-column-type-rewrite", ["ALTER TABLE orders ALTER t TYPE varchar(99)"], finds: "1.1 error", live: typed),
    RuleCase(
      "alter-column-type-rewrite", ["ALTER TABLE orders ALTER n TYPE numeric(12,4)"], finds: "1.1 error", live: typed),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER c TYPE char(9)"], finds: "1.1 error", live: typed),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER j TYPE jsonb"], finds: "1.1 error", live: typed),
    RuleCase(
      "alter-column-type-rewrite", ["ALTER TABLE orders ALTER sa TYPE varchar(20)[]"], finds: "1.1 error", live: typed),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER t TYPE email"], finds: "1.1 error", live: typed),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER d TYPE plain"], finds: "1.1 error", live: typed),
    RuleCase(
      "alter-column-type-rewrite", ["ALTER TABLE orders ALTER at TYPE timestamptz"], finds: "1.1 error", live: berlin),
    RuleCase(
      "alter-column-type-rewrite", ["SET LOCAL timezone = 'UTC'", "ALTER TABLE orders ALTER at TYPE timestamptz"],
      live: berlin),
    RuleCase("alter-column-type-rewrite", ["ALTER TABLE orders ALTER at TYPE timestamptz"]),
    RuleCase(
      "alter-column-type-reindex-only", ["ALTER TABLE orders ALTER at TYPE timestamptz"], finds: "1.1 warning"),
    RuleCase(
      "alter-column-type-reindex-only", ["ALTER TABLE orders ALTER s TYPE varchar(20) COLLATE \"C\""],
      finds: "1.1 warning", live: typed),
    RuleCase(
      "alter-column-type-reindex-only", ["ALTER TABLE orders ALTER note TYPE varchar(40)"], finds: "1.1 warning",
      current: current),
    RuleCase("alter-column-type-reindex-only", ["ALTER TABLE orders ALTER note TYPE varchar(40)"]),
  ])
  func isRightWhereOthersAreNot(_ example: RuleCase) { #expect(example.found == example.findings) }
}
