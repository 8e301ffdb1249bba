import MigrationCore
import Testing

@Suite struct PartitioningRuleTests {
  static func name(_ name: Identifier) -> QualifiedName { ReviewFixture.name(name) }

  /// The fixture's partitioned table, with its partitions' parent, a second one without default partition, and tables.
  static let live: LiveFacts = {
    var live = ReviewFixture.live
    live.relations[name("part_1")]?.partitionOf = name("parts")
    live.relations[name("part_rest")]?.partitionOf = name("parts")
    live.relations[name("parts")]?.partitions = [name("part_1"), name("part_rest")]
    var plain = LiveRelation(.partitionedTable, size: RelationSize(rows: nil, totalBytes: 0, analyzedAt: nil))
    plain.partitions = [name("plain_1")]
    live.relations[name("plain")] = plain
    var one = LiveRelation(.table, size: RelationSize(rows: 5_000_000, totalBytes: 1 << 30, analyzedAt: nil))
    one.partitionOf = name("plain")
    live.relations[name("plain_1")] = one
    live.relations[name("empty")] = LiveRelation(.table, size: RelationSize(rows: 0, totalBytes: 0, analyzedAt: "now"))
    return live
  }()

  /// A table from which another inherits.
  static let inherited: LiveFacts = {
    var live = Self.live
    let size = RelationSize(rows: 5_000_000, totalBytes: 1 << 30, analyzedAt: nil)
    for table in ["heirs", "heir"] as [Identifier] {
      live.relations[name(table)] = LiveRelation(.table, size: size)
      live.relations[name(table)]?.columns["a"] = LiveColumn(type: ColumnType("int4"), isNotNull: false)
    }
    live.relations[name("heirs")]?.partitions = [name("heir")]
    return live
  }()

  static let on18: LiveFacts = {
    var live = Self.live
    live.serverVersion = 180_000
    return live
  }()

  static let current: [DatabaseSchema] = {
    var schema = DatabaseSchema(name: "shop")
    for table in ["parts", "plain"] as [Identifier] {
      var parent = Table(name: table)
      parent.columns = [ConstraintRuleTests.column("id", "integer"), ConstraintRuleTests.column("day", "date")]
      parent.partitioning = Partitioning(strategy: .range, definition: "RANGE (day)", columns: ["day"])
      schema.tables.append(parent)
    }
    var checked = Table(name: "users")
    var check = Constraint(name: "b", kind: .check("day > '2026-01-01'"), definition: "CHECK (day > '2026-01-01')")
    check.columns = ["day"]
    checked.constraints = [check]
    schema.tables += [checked, Table(name: "orders"), Table(name: "part_rest")]
    return [schema]
  }()

  static let attach = "FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')"

  @Test(arguments: [
    RuleCase("index-on-partitioned-parent", ["CREATE INDEX ON parts (id)"], finds: "1.1 error", live: live),
    RuleCase(
      "index-on-partitioned-parent", ["CREATE INDEX CONCURRENTLY ON parts (id)"], finds: "1.1 error", live: live),
    RuleCase("index-on-partitioned-parent", ["CREATE INDEX ON ONLY parts (id)"], live: live),
    RuleCase("index-on-partitioned-parent", ["CREATE INDEX ON orders (id)"], live: live),
    RuleCase(
      "index-on-partitioned-parent", ["CREATE TABLE t (a int) PARTITION BY LIST (a)", "CREATE INDEX ON t (a)"],
      live: live),
    RuleCase(
      "unique-index-missing-partition-key", ["ALTER TABLE plain ADD PRIMARY KEY (id)"], finds: "1.1 error", live: live,
      current: current),
    RuleCase(
      "unique-index-missing-partition-key", ["ALTER TABLE plain ADD PRIMARY KEY (id, day)"], live: live,
      current: current),
    RuleCase(
      "unique-index-missing-partition-key", ["CREATE TABLE t (a int PRIMARY KEY, b int) PARTITION BY LIST (b)"],
      finds: "1.1 error", live: nil),
    RuleCase(
      "unique-index-missing-partition-key", ["CREATE TABLE t (a int PRIMARY KEY) PARTITION BY LIST (a)"], live: nil),
    RuleCase(
      "attach-partition-without-check", ["ALTER TABLE plain ATTACH PARTITION orders \(attach)"], finds: "1.1 error",
      live: live, current: current),
    RuleCase(
      "attach-partition-without-check", ["ALTER TABLE plain ATTACH PARTITION users \(attach)"], live: live,
      current: current),
    RuleCase(
      "attach-partition-without-check", ["ALTER TABLE plain ATTACH PARTITION empty \(attach)"], live: live,
      current: current),
    RuleCase(
      "attach-partition-without-check", ["ALTER TABLE orders ADD CONSTRAINT b CHECK (day > '2026-01-01') NOT VALID"],
      ["ALTER TABLE plain ATTACH PARTITION orders \(attach)"], finds: "2.1 error", live: live, current: current),
    RuleCase(
      "attach-partition-without-check", ["ALTER TABLE orders ADD CONSTRAINT b CHECK (day > '2026-01-01') NOT VALID"],
      ["ALTER TABLE orders VALIDATE CONSTRAINT b"], ["ALTER TABLE plain ATTACH PARTITION orders \(attach)"],
      live: live, current: current),
    RuleCase(
      "attach-partition-without-check",
      ["CREATE TABLE t (LIKE plain)", "ALTER TABLE plain ATTACH PARTITION t \(attach)"],
      live: live, current: current),
    RuleCase(
      "attach-scans-default-partition", ["ALTER TABLE parts ATTACH PARTITION users \(attach)"], finds: "1.1 error",
      live: live, current: current),
    RuleCase(
      "attach-scans-default-partition", ["CREATE TABLE t PARTITION OF parts \(attach)"], finds: "1.1 error", live: live,
      current: current),
    RuleCase(
      "attach-scans-default-partition",
      [
        "ALTER TABLE part_rest ADD CONSTRAINT b CHECK (day < '2026-01-01')",
        "ALTER TABLE parts ATTACH PARTITION users \(attach)",
      ], live: live, current: current),
    RuleCase(
      "attach-scans-default-partition", ["ALTER TABLE parts DETACH PARTITION part_rest"],
      ["ALTER TABLE parts ATTACH PARTITION users \(attach)"], live: live, current: current),
    RuleCase("attach-scans-default-partition", ["CREATE TABLE t PARTITION OF plain \(attach)"], live: live),
    RuleCase("default-partition-growth", ["CREATE TABLE t PARTITION OF plain DEFAULT"], finds: "1.1 info", live: live),
    RuleCase("default-partition-growth", ["CREATE TABLE t PARTITION OF plain \(attach)"], live: live),
    RuleCase(
      "create-partition-of-locks-parent", ["CREATE TABLE t PARTITION OF plain \(attach)"], finds: "1.1 error",
      live: live),
    RuleCase(
      "create-partition-of-locks-parent",
      ["CREATE TABLE p (a int) PARTITION BY LIST (a)", "CREATE TABLE t PARTITION OF p DEFAULT"], live: live),
    RuleCase(
      "create-partition-of-locks-parent", ["CREATE TABLE t PARTITION OF plain \(attach)"], finds: "1.1 warning",
      live: nil),
    RuleCase("detach-not-concurrent", ["ALTER TABLE plain DETACH PARTITION plain_1"], finds: "1.1 error", live: live),
    RuleCase("detach-not-concurrent", ["ALTER TABLE parts DETACH PARTITION part_1"], finds: "1.1 warning", live: live),
    RuleCase("detach-not-concurrent", ["ALTER TABLE plain DETACH PARTITION plain_1 CONCURRENTLY"], live: live),
    RuleCase(
      "detach-concurrently-impossible", ["ALTER TABLE parts DETACH PARTITION part_1 CONCURRENTLY"],
      finds: "1.1 error", live: live),
    RuleCase("detach-concurrently-impossible", ["ALTER TABLE plain DETACH PARTITION plain_1 CONCURRENTLY"], live: live),
    RuleCase(
      "detach-concurrently-impossible", ["CREATE TABLE rest PARTITION OF plain DEFAULT"],
      ["ALTER TABLE plain DETACH PARTITION plain_1 CONCURRENTLY"], finds: "2.1 error", live: live),
    RuleCase(
      "detach-concurrently-impossible", ["ALTER TABLE plain ATTACH PARTITION users DEFAULT"],
      ["ALTER TABLE plain DETACH PARTITION plain_1 CONCURRENTLY"], finds: "2.1 error", live: nil),
    RuleCase(
      "detach-concurrently-impossible", ["CREATE TABLE rest PARTITION OF plain DEFAULT", "DROP TABLE rest"],
      ["ALTER TABLE plain DETACH PARTITION plain_1 CONCURRENTLY"], live: live),
    RuleCase(
      "detach-concurrently-impossible", ["ALTER TABLE parts DETACH PARTITION part_rest"],
      ["ALTER TABLE parts DETACH PARTITION part_1 CONCURRENTLY"], live: live),
    RuleCase("alter-only-with-children", ["ALTER TABLE ONLY plain ADD a int"], finds: "1.1 error", live: live),
    RuleCase(
      "alter-only-with-children", ["ALTER TABLE ONLY \"plain\" ADD CONSTRAINT c CHECK (id > 0), DROP COLUMN day"],
      finds: "1.1 error", "1.1 error", live: live),
    RuleCase("alter-only-with-children", ["ALTER TABLE ONLY heirs RENAME a TO b"], finds: "1.1 error", live: inherited),
    RuleCase("alter-only-with-children", ["ALTER TABLE ONLY heirs DROP a"], live: inherited),
    RuleCase(
      "alter-only-with-children", ["ALTER TABLE ONLY heirs ADD CONSTRAINT c CHECK (a > 0) NO INHERIT"],
      live: inherited),
    RuleCase(
      "alter-only-with-children", ["ALTER TABLE heir NO INHERIT heirs", "ALTER TABLE ONLY heirs ADD b int"],
      live: inherited),
    RuleCase("alter-only-with-children", ["ALTER TABLE plain ADD a int"], live: live),
    RuleCase("alter-only-with-children", ["ALTER TABLE ONLY plain ALTER id SET DEFAULT 1"], live: live),
    RuleCase("drop-partition-locks-parent", ["DROP TABLE plain_1"], finds: "1.1 error", live: live),
    RuleCase("drop-partition-locks-parent", ["DROP TABLE users"], live: live),
    RuleCase(
      "drop-partition-locks-parent", ["ALTER TABLE plain DETACH PARTITION plain_1 CONCURRENTLY"],
      ["DROP TABLE plain_1"],
      live: live),
    RuleCase("drop-partition-locks-parent", ["DROP TABLE plain_1, plain"], live: live),
    RuleCase("partitioned-parent-fanout", ["ALTER TABLE plain ADD a int"], finds: "1.1 info", live: live),
    RuleCase(
      "partitioned-parent-fanout", ["ALTER TABLE plain ALTER id SET NOT NULL"], finds: "1.1 warning", live: live),
    RuleCase("partitioned-parent-fanout", ["ALTER TABLE plain OWNER TO x"], live: live),
    RuleCase("partitioned-parent-fanout", ["ALTER TABLE ONLY plain ADD a int"], live: live),
    RuleCase("partitioned-parent-fanout", ["ALTER TABLE plain ENABLE ROW LEVEL SECURITY"], live: live),
    RuleCase("partitioned-parent-fanout", ["ALTER TABLE orders ADD a int"], live: live),
    RuleCase(
      "fk-not-valid-on-partitioned", ["ALTER TABLE plain ADD FOREIGN KEY (id) REFERENCES users NOT VALID"],
      finds: "1.1 error", live: live),
    RuleCase(
      "fk-not-valid-on-partitioned", ["ALTER TABLE plain ADD FOREIGN KEY (id) REFERENCES users NOT VALID"], live: on18),
    RuleCase(
      "fk-not-valid-on-partitioned", ["ALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES users NOT VALID"], live: live),
    RuleCase(
      "partition-bounds-may-fail", ["CREATE TABLE t PARTITION OF parts \(attach)"], finds: "1.1 warning", live: live),
    RuleCase("partition-bounds-may-fail", ["CREATE TABLE t PARTITION OF plain \(attach)"], live: live),
    RuleCase("partition-bounds-may-fail", ["CREATE TABLE t PARTITION OF parts \(attach)"], live: nil),
  ])
  func finds(_ example: RuleCase) { #expect(example.found == example.findings) }

  @Test func theRemedyLooksForRowsOfTheNewRange() {
    let context = ReviewFixture.context(
      [["CREATE TABLE t PARTITION OF parts \(Self.attach)"]], live: Self.live, current: Self.current)
    let finding = RuleBook.findings(in: context).first { $0.rule == "partition-bounds-may-fail" }
    #expect(
      finding?.remedy == "look first, and move such rows out of shop.part_rest: SELECT * FROM shop.part_rest WHERE "
        + "(day) >= ('2026-01-01') AND (day) < ('2026-02-01');")
  }
}
