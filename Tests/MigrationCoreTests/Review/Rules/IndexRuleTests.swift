import MigrationCore
import Testing

@Suite struct IndexRuleTests {
  private static let orders = ReviewFixture.name("orders")
  private static let users = ReviewFixture.name("users")

  private static func live(_ change: (inout LiveFacts) -> Void) -> LiveFacts {
    var live = ReviewFixture.live
    change(&live)
    return live
  }

  /// The target with an index on `orders`.
  private static func indexed(
    _ name: Identifier, _ columns: [Identifier?], _ change: (inout LiveIndex) -> Void = { _ in }
  ) -> LiveFacts {
    live { add(name, columns, to: &$0, change) }
  }

  private static func add(
    _ name: Identifier, _ columns: [Identifier?], to live: inout LiveFacts, _ change: (inout LiveIndex) -> Void
  ) {
    var relation = LiveRelation(.index, size: RelationSize(rows: 0, totalBytes: 1 << 20, analyzedAt: nil))
    var index = LiveIndex()
    index.columns = columns
    change(&index)
    (relation.owningTable, relation.index) = (orders, index)
    live.relations[ReviewFixture.name(name)] = relation
  }

  private static func column(_ name: Identifier, _ change: (inout LiveColumn) -> Void) -> LiveFacts {
    live { live in
      var column = LiveColumn(type: ColumnType("text"), isNotNull: false)
      change(&column)
      live.relations[orders]?.columns[name] = column
    }
  }

  private static func version(_ number: Int) -> LiveFacts { live { $0.serverVersion = number } }

  private static func used(writes: Int64, seconds: Double) -> LiveFacts {
    indexed("orders_note", ["note"]) { _ in }.with { live in
      var use = RelationUse()
      (use.writes, use.seconds) = (writes, seconds)
      live.relations[orders]?.use = use
    }
  }

  @Test(arguments: [
    RuleCase(
      "drop-constraint-backing-index", ["DROP INDEX orders_key"], finds: "1.1 error",
      live: indexed("orders_key", ["id"]) { $0.constraint = "orders_key" }),
    RuleCase("drop-constraint-backing-index", ["DROP INDEX orders_key"], live: indexed("orders_key", ["id"])),
    RuleCase(
      "drop-constraint-backing-index",
      ["ALTER TABLE orders ADD CONSTRAINT k UNIQUE USING INDEX orders_key", "DROP INDEX k"], finds: "1.2 error",
      live: indexed("orders_key", ["id"])),
    RuleCase(
      "drop-constraint-backing-index", ["ALTER TABLE orders DROP CONSTRAINT orders_key", "DROP INDEX orders_key"],
      live: indexed("orders_key", ["id"]) { $0.constraint = "orders_key" }),
    RuleCase(
      "drop-constraint-backing-index", ["CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE)", "DROP INDEX t_b_key"],
      finds: "1.2 error"),

    RuleCase(
      "duplicate-index", ["CREATE INDEX i ON orders (note)"], finds: "1.1 warning", live: indexed("x", ["note", "at"])),
    RuleCase("duplicate-index", ["CREATE INDEX i ON orders (at)"], live: indexed("x", ["note", "at"])),
    RuleCase("duplicate-index", ["CREATE INDEX i ON orders (note, at, id)"], live: indexed("x", ["note", "at"])),
    RuleCase("duplicate-index", ["CREATE INDEX i ON orders (note) WHERE id > 0"], live: indexed("x", ["note"])),
    RuleCase("duplicate-index", ["CREATE INDEX i ON orders (note DESC)"], live: indexed("x", ["note"])),
    RuleCase("duplicate-index", ["CREATE INDEX i ON orders (note text_pattern_ops)"], live: indexed("x", ["note"])),
    RuleCase("duplicate-index", ["CREATE INDEX i ON orders USING gin (note)"], live: indexed("x", ["note"])),
    RuleCase("duplicate-index", ["CREATE UNIQUE INDEX i ON orders (note)"], live: indexed("x", ["note"])),
    RuleCase(
      "duplicate-index", ["CREATE UNIQUE INDEX i ON orders (note)"], finds: "1.1 warning",
      live: indexed("x", ["note"]) { $0.isUnique = true }),
    RuleCase(
      "duplicate-index", ["CREATE INDEX i ON orders (note)"], live: indexed("x", ["note"]) { $0.isPlain = false }),
    RuleCase(
      "duplicate-index", ["CREATE INDEX i ON orders (note)"], live: indexed("x", ["note"]) { $0.isValid = false }),
    RuleCase(
      "duplicate-index", ["CREATE INDEX CONCURRENTLY i ON orders (note)"], ["DROP INDEX CONCURRENTLY x"],
      live: indexed("x", ["note"])),
    RuleCase("duplicate-index", ["CREATE TABLE t (a int PRIMARY KEY, UNIQUE (a))"], finds: "1.1 warning"),
    RuleCase("duplicate-index", ["CREATE TABLE t (a int PRIMARY KEY)", "CREATE INDEX ON t (a)"], finds: "1.2 warning"),
    RuleCase("duplicate-index", ["CREATE TABLE t (a int PRIMARY KEY, b int)", "CREATE INDEX ON t (b)"]),

    RuleCase("index-function-not-immutable", ["CREATE INDEX ON orders (id) WHERE at < now()"], finds: "1.1 error"),
    RuleCase("index-function-not-immutable", ["CREATE INDEX ON orders ((fill(id)))"], finds: "1.1 warning"),
    RuleCase("index-function-not-immutable", ["CREATE INDEX ON orders (lower(note), date_trunc('day', at))"]),
    RuleCase(
      "index-function-not-immutable",
      ["CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'", "CREATE INDEX ON orders (f(id))"],
      finds: "1.2 error", live: nil),
    RuleCase(
      "index-function-not-immutable",
      ["CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'", "CREATE INDEX ON orders (f(id))"]),
    RuleCase("index-duplicate-column", ["CREATE INDEX ON orders (id, note, id)"], finds: "1.1 error"),
    RuleCase("index-duplicate-column", ["CREATE INDEX ON orders (id, note)"]),
    RuleCase("index-duplicate-column", ["CREATE INDEX ON orders (note, note text_pattern_ops)"]),
    RuleCase("index-too-many-columns", ["CREATE INDEX ON orders (a, b, c, d, e, f)"], finds: "1.1 info"),
    RuleCase("index-too-many-columns", ["CREATE UNIQUE INDEX ON orders (a, b, c, d, e, f)"]),
    RuleCase("index-too-many-columns", ["CREATE INDEX ON orders (a, b) INCLUDE (c, d, e, f)"]),
    RuleCase(
      "table-too-many-indexes", ["CREATE INDEX a ON orders (id)", "CREATE INDEX b ON orders (at)"],
      finds: "1.2 warning",
      choice: RuleChoice(options: ["table-too-many-indexes": ["maximum": .number(1)]])),
    RuleCase(
      "table-too-many-indexes", ["CREATE INDEX a ON orders (id)"], ["ALTER TABLE orders ADD UNIQUE (at)"],
      finds: "2.1 warning", choice: RuleChoice(options: ["table-too-many-indexes": ["maximum": .number(1)]])),
    RuleCase(
      "table-too-many-indexes", ["CREATE INDEX a ON orders (id)", "CREATE INDEX b ON orders (at)", "DROP INDEX a"],
      choice: RuleChoice(options: ["table-too-many-indexes": ["maximum": .number(1)]])),
    RuleCase(
      "index-on-write-hot-table", ["CREATE INDEX ON orders (id)"], finds: "1.1 info",
      live: used(writes: 60_000, seconds: 1_000)),
    RuleCase("index-on-write-hot-table", ["CREATE INDEX ON orders (id)"], live: used(writes: 6_000, seconds: 1_000)),
    RuleCase("index-on-write-hot-table", ["CREATE INDEX ON orders (id)"]),
    RuleCase(
      "index-in-use-dropped", ["DROP INDEX CONCURRENTLY x"], finds: "1.1 warning",
      live: indexed("x", ["note"]) { $0.scans = 12_000 }),
    RuleCase(
      "index-in-use-dropped", ["DROP INDEX CONCURRENTLY x"], finds: "1.1 warning", live: indexed("x", ["user_id"])),
    RuleCase("index-in-use-dropped", ["DROP INDEX CONCURRENTLY x"], live: indexed("x", ["note"])),
    RuleCase(
      "index-in-use-dropped", ["CREATE INDEX CONCURRENTLY y ON orders (note, at)"], ["DROP INDEX CONCURRENTLY x"],
      live: indexed("x", ["note"]) { $0.scans = 12_000 }),
    RuleCase(
      "unused-index-noticed", ["ALTER TABLE orders ADD a int"], finds: "1.1 info",
      live: used(writes: 0, seconds: 2_000_000)),
    RuleCase("unused-index-noticed", ["ALTER TABLE orders ADD a int"], live: used(writes: 0, seconds: 2_000)),
    RuleCase(
      "unused-index-noticed", ["DROP INDEX CONCURRENTLY orders_note"], live: used(writes: 0, seconds: 2_000_000)),
    RuleCase("unused-index-noticed", ["ALTER TABLE users ADD a int"], live: used(writes: 0, seconds: 2_000_000)),

    RuleCase(
      "replacement-index-order", ["DROP INDEX i"], ["CREATE INDEX i ON orders (note)"], finds: "2.1 error", live: nil),
    RuleCase(
      "replacement-index-order", ["DROP INDEX x"], ["CREATE INDEX CONCURRENTLY y ON orders (note, at)"],
      finds: "2.1 error", live: indexed("x", ["note"])),
    RuleCase(
      "replacement-index-order", ["CREATE INDEX CONCURRENTLY y ON orders (note, at)"], ["DROP INDEX x"],
      live: indexed("x", ["note"])),
    RuleCase(
      "replacement-index-order", ["DROP INDEX x"], ["CREATE INDEX CONCURRENTLY y ON orders (at)"],
      live: indexed("x", ["note"])),
    RuleCase(
      "replacement-index-order", ["DROP INDEX CONCURRENTLY x"], ["CREATE INDEX CONCURRENTLY x ON orders (note)"],
      live: indexed("x", ["note"]) { $0.isValid = false }),

    RuleCase(
      "invalid-index-left-behind", ["CREATE INDEX CONCURRENTLY IF NOT EXISTS x ON orders (note)"], finds: "1.1 error",
      live: indexed("x", ["note"]) { $0.isValid = false }),
    RuleCase(
      "invalid-index-left-behind", ["CREATE INDEX CONCURRENTLY y ON orders (at)"], finds: "1.1 warning",
      live: indexed("x", ["note"]) { $0.isValid = false }),
    RuleCase(
      "invalid-index-left-behind", ["DROP INDEX CONCURRENTLY IF EXISTS x"],
      ["CREATE INDEX CONCURRENTLY x ON orders (note)"], live: indexed("x", ["note"]) { $0.isValid = false }),
    RuleCase(
      "invalid-index-left-behind", ["CREATE INDEX CONCURRENTLY IF NOT EXISTS x ON orders (note)"],
      live: indexed("x", ["note"])),
    RuleCase("invalid-index-left-behind", ["CREATE INDEX CONCURRENTLY IF NOT EXISTS x ON orders (note)"], live: nil),
    RuleCase(
      "concurrent-index-corruption-bug", ["CREATE INDEX CONCURRENTLY ON orders (id)"], finds: "1.1 error",
      live: version(140_003)),
    RuleCase(
      "concurrent-index-corruption-bug", ["REINDEX TABLE CONCURRENTLY orders"], finds: "1.1 error",
      live: version(140_000)),
    RuleCase("concurrent-index-corruption-bug", ["CREATE INDEX CONCURRENTLY ON orders (id)"], live: version(140_004)),
    RuleCase("concurrent-index-corruption-bug", ["CREATE INDEX ON orders (id)"], live: version(140_002)),

    RuleCase(
      "index-row-too-large", ["CREATE INDEX ON orders (t)"], finds: "1.1 warning",
      live: column("t") { $0.longestValue = 9_000 }),
    RuleCase(
      "index-row-too-large", ["CREATE INDEX ON orders (t)"], finds: "1.1 warning",
      live: column("t") { $0.averageWidth = 400 }),
    RuleCase("index-row-too-large", ["CREATE INDEX ON orders (t)"], live: column("t") { $0.averageWidth = 20 }),
    RuleCase("index-row-too-large", ["CREATE INDEX ON orders (t)"], live: column("t") { _ in }),
    RuleCase(
      "index-row-too-large", ["CREATE INDEX ON orders (t)"], finds: "1.1 info",
      live: column("t") { $0.type = ColumnType("bytea") }),
    RuleCase(
      "index-row-too-large", ["CREATE INDEX ON orders USING hash (t)"], live: column("t") { $0.longestValue = 9_000 }),
    RuleCase("index-row-too-large", ["CREATE INDEX ON orders (note)"]),
    RuleCase("hash-index-caution", ["CREATE INDEX ON orders USING hash (id)"], finds: "1.1 info"),
    RuleCase("hash-index-caution", ["CREATE INDEX ON orders (id)"]),
    RuleCase(
      "low-selectivity-leading-column", ["CREATE INDEX ON orders (done)"], finds: "1.1 info",
      live: column("done") { $0.type = ColumnType("bool") }),
    RuleCase(
      "low-selectivity-leading-column", ["CREATE INDEX ON orders (state, at)"], finds: "1.1 info",
      live: column("state") { $0.distinctValues = 4 }),
    RuleCase(
      "low-selectivity-leading-column", ["CREATE INDEX ON orders (state)"],
      live: column("state") { $0.distinctValues = -0.5 }),
    RuleCase(
      "low-selectivity-leading-column", ["CREATE INDEX ON orders (done) WHERE NOT done"],
      live: column("done") { $0.type = ColumnType("bool") }),
    RuleCase(
      "gin-on-whole-jsonb", ["CREATE INDEX ON orders USING gin (doc)"], finds: "1.1 info",
      live: column("doc") { $0.type = ColumnType("jsonb") }),
    RuleCase(
      "gin-on-whole-jsonb", ["CREATE INDEX ON orders USING gin (doc jsonb_path_ops)"],
      live: column("doc") { $0.type = ColumnType("jsonb") }),
    RuleCase(
      "gin-on-whole-jsonb", ["CREATE TABLE t (doc jsonb)", "CREATE INDEX ON t USING gin (doc)"], finds: "1.2 info",
      live: nil),
    RuleCase("gin-on-whole-jsonb", ["CREATE INDEX ON orders USING gin (words)"], live: nil),
    RuleCase(
      "unique-index-concurrent-early-enforcement", ["CREATE UNIQUE INDEX CONCURRENTLY ON orders (id)"],
      finds: "1.1 info"),
    RuleCase(
      "unique-index-concurrent-early-enforcement",
      ["CREATE INDEX CONCURRENTLY ON orders (id)", "CREATE UNIQUE INDEX ON orders (id)"]),
    RuleCase("expression-index-no-stats", ["CREATE INDEX ON orders (lower(note))"], finds: "1.1 info"),
    RuleCase("expression-index-no-stats", ["CREATE INDEX ON orders (lower(note))"], ["ANALYZE orders"]),
    RuleCase(
      "expression-index-no-stats", ["ANALYZE orders"], ["CREATE INDEX ON orders (lower(note))"], finds: "2.1 info"),
    RuleCase("expression-index-no-stats", ["CREATE INDEX ON orders (note)"]),
    RuleCase("expression-index-no-stats", ["CREATE TABLE t (a text)", "CREATE INDEX ON t (lower(a))"]),
  ])
  func finds(_ example: RuleCase) { #expect(example.found == example.findings) }

  @Test func theRemedyOfAConstraintsIndexIsToDropTheConstraint() {
    let live = Self.indexed("orders_key", ["id"]) { $0.constraint = "orders_key" }
    let findings = RuleBook.findings(in: ReviewFixture.context([["DROP INDEX orders_key"]], live: live))
    let finding = findings.first { $0.rule == "drop-constraint-backing-index" }
    #expect(finding?.remedy.hasPrefix("ALTER TABLE shop.orders DROP CONSTRAINT orders_key;") == true)
    #expect(!findings.contains { $0.rule == "index-drop-not-concurrent" })
  }
}

extension LiveFacts {
  fileprivate func with(_ change: (inout LiveFacts) -> Void) -> LiveFacts {
    var facts = self
    change(&facts)
    return facts
  }
}
