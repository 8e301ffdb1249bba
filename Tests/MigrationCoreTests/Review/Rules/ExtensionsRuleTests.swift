import MigrationCore
import Testing

@Suite struct ExtensionsRuleTests {
  /// The fixture with tables that extensions look after.
  static let managed: LiveFacts = {
    var live = ReviewFixture.live
    live.managedTables = [
      ReviewFixture.name("parts"): .partman, ReviewFixture.name("users"): .distributed(shards: 32),
      ReviewFixture.name("orders"): .hypertable(chunks: 120, isCompressed: true),
    ]
    live.relations[ReviewFixture.name("part_1")]?.partitionOf = ReviewFixture.name("parts")
    return live
  }()

  /// The fixture with a server of little memory for builds.
  static let littleMemory: LiveFacts = {
    var live = ReviewFixture.live
    live.settings["maintenance_work_mem"] = "65536"
    return live
  }()

  @Test(arguments: [
    RuleCase("missing-spatial-index", ["CREATE TABLE t (id bigint, place geometry(Point, 4326))"], finds: "1.1 info"),
    RuleCase("missing-spatial-index", ["ALTER TABLE orders ADD place geography"], finds: "1.1 info"),
    RuleCase(
      "missing-spatial-index", ["CREATE TABLE t (place geometry)", "CREATE INDEX ON t (place)"], finds: "1.1 info"),
    RuleCase("missing-spatial-index", ["CREATE TABLE t (place geometry)", "CREATE INDEX ON t USING gist (place)"]),
    RuleCase("missing-spatial-index", ["CREATE TABLE t (place point)"]),
    RuleCase(
      "vector-index-choice", ["CREATE INDEX CONCURRENTLY i ON small USING ivfflat (v) WITH (lists = 10)"],
      finds: "1.1 info"),
    RuleCase(
      "vector-index-choice",
      ["CREATE TABLE t (v vector(3))", "CREATE INDEX i ON t USING ivfflat (v) WITH (lists = 10)"], finds: "1.2 info"),
    RuleCase(
      "vector-index-choice", ["CREATE INDEX CONCURRENTLY i ON orders USING hnsw (v vector_l2_ops)"], finds: "1.1 info"),
    RuleCase(
      "vector-index-choice",
      ["CREATE INDEX CONCURRENTLY i ON orders USING hnsw (v vector_l2_ops) WITH (m = 16, ef_construction = 64)"],
      finds: "1.1 info", live: littleMemory),
    RuleCase(
      "vector-index-choice",
      ["CREATE INDEX CONCURRENTLY i ON orders USING hnsw (v vector_l2_ops) WITH (m = 16, ef_construction = 64)"]),
    RuleCase(
      "vector-index-choice",
      [
        "CREATE INDEX CONCURRENTLY i ON orders USING ivfflat (v) WITH (lists = 3500)",
        "CREATE INDEX CONCURRENTLY i ON orders USING gin (v)",
      ]),
    RuleCase(
      "partman-managed-parent", ["CREATE TABLE p PARTITION OF parts FOR VALUES IN (9)"], finds: "1.1 warning",
      live: managed),
    RuleCase(
      "partman-managed-parent", ["ALTER TABLE parts DETACH PARTITION part_1"], finds: "1.1 warning", live: managed),
    RuleCase("partman-managed-parent", ["DROP TABLE part_1"], finds: "1.1 warning", live: managed),
    RuleCase("partman-managed-parent", ["CREATE TABLE p PARTITION OF parts FOR VALUES IN (9)"]),
    RuleCase("partman-managed-parent", ["ALTER TABLE parts ADD a int"], live: managed),
    RuleCase("timescale-hypertable-ddl", ["ALTER TABLE orders ADD a int"], finds: "1.1 warning", live: managed),
    RuleCase(
      "timescale-hypertable-ddl", ["DELETE FROM orders WHERE at < '2020-01-01'"], finds: "1.1 warning", live: managed),
    RuleCase("timescale-hypertable-ddl", ["CREATE INDEX i ON orders (at)"], finds: "1.1 warning", live: managed),
    RuleCase("timescale-hypertable-ddl", ["ALTER TABLE small ADD a int", "SELECT 1 FROM orders"], live: managed),
    RuleCase("timescale-hypertable-ddl", ["ALTER TABLE orders ADD a int"]),
    RuleCase("citus-distributed-ddl", ["ALTER TABLE users ADD a int"], finds: "1.1 warning", live: managed),
    RuleCase("citus-distributed-ddl", ["TRUNCATE users"], finds: "1.1 warning", live: managed),
    RuleCase("citus-distributed-ddl", ["ALTER TABLE small ADD a int"], live: managed),
    RuleCase("citus-distributed-ddl", ["ALTER TABLE users ADD a int"]),
  ])
  func finds(_ example: RuleCase) { #expect(example.found == example.findings) }
}
