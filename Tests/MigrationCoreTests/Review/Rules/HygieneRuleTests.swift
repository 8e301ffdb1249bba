import MigrationCore
import Testing

@Suite struct HygieneRuleTests {
  @Test(arguments: [
    RuleCase("insert-without-column-list", ["INSERT INTO orders VALUES (1)"], finds: "1.1 error"),
    RuleCase("insert-without-column-list", ["INSERT INTO orders SELECT 1"], finds: "1.1 error"),
    RuleCase(
      "insert-without-column-list", ["INSERT INTO orders (id) VALUES (1)", "INSERT INTO orders DEFAULT VALUES"]),
    RuleCase("insert-without-column-list", ["CREATE TABLE t (a int)", "INSERT INTO t VALUES (1)"]),
    RuleCase("version-unsupported-syntax", ["ALTER TABLE orders ADD CHECK (id > 0) NOT ENFORCED"], finds: "1.1 error"),
    RuleCase(
      "version-unsupported-syntax", ["CREATE UNIQUE INDEX ON orders (id) NULLS NOT DISTINCT"], finds: "1.1 error",
      live: version(140_000)),
    RuleCase("version-unsupported-syntax", ["CREATE UNIQUE INDEX ON orders (id) NULLS NOT DISTINCT"]),
    RuleCase(
      "version-unsupported-syntax", ["ALTER TABLE orders ADD CHECK (id > 0) NOT ENFORCED"], live: version(180_000)),
    RuleCase(
      "version-unsupported-syntax", ["MERGE INTO orders USING small ON true WHEN MATCHED THEN DO NOTHING"],
      finds: "1.1 error", live: nil,
      choice: RuleChoice(options: ["version-unsupported-syntax": ["oldest": .number(14)]])),
    RuleCase("unanalysed-statement", ["ALTER TABLE orders VIRTUALIZE"]),
    RuleCase("unanalysed-statement", ["ALTER TABLE orders VIRTUALIZE"], finds: "1.1 warning", live: nil),
    RuleCase("unanalysed-statement", ["CREATE VIEW v AS SELECT 1"]),
    RuleCase("psql-meta-command", ["\\i other.sql"], finds: "1.1 error"),
    RuleCase("psql-meta-command", ["DROP TABLE :name"], finds: "1.1 error"),
    RuleCase("drop-table", ["DROP TABLE :name"], finds: "1.1 error"),
    RuleCase("unanalysed-statement", ["DROP TABLE :name"], live: nil),
    RuleCase("psql-meta-command", ["SELECT ':name', E'\\\\i', id::text FROM orders"]),
    RuleCase("object-state-simulation-failed", ["DROP TABLE gone"], finds: "1.1 error"),
    RuleCase("object-state-simulation-failed", ["DROP TABLE orders", "DROP TABLE orders"], finds: "1.2 error"),
    RuleCase("object-state-simulation-failed", ["CREATE TABLE orders ()"], finds: "1.1 error"),
    RuleCase("object-state-simulation-failed", ["ALTER TABLE orders ADD note text"], finds: "1.1 error"),
    RuleCase(
      "object-state-simulation-failed", ["CREATE TABLE t (a int)", "CREATE TABLE t (a int)"], finds: "1.2 error",
      live: nil),
    RuleCase(
      "object-state-simulation-failed",
      ["ALTER TABLE orders RENAME note TO n", "ALTER TABLE orders ALTER note DROP NOT NULL"],
      finds: "1.2 error"),
    RuleCase(
      "object-state-simulation-failed",
      ["DROP TABLE IF EXISTS gone", "CREATE TABLE IF NOT EXISTS orders ()", "ALTER TABLE orders ADD a int"]),
    RuleCase(
      "object-state-simulation-failed",
      ["ALTER TABLE orders RENAME TO o", "CREATE TABLE orders (a int)", "ALTER TABLE orders ADD b int", "DROP TABLE o"]),
    RuleCase(
      "object-state-simulation-failed", ["CREATE MATERIALIZED VIEW m AS SELECT 1 AS a", "DROP MATERIALIZED VIEW m"]),
    RuleCase("object-state-simulation-failed", ["CREATE TEMP TABLE t (a int)", "DROP TABLE t"]),
    RuleCase("object-state-simulation-failed", ["CREATE TEMP VIEW t AS SELECT 1", "DROP VIEW t"]),
    RuleCase("object-state-simulation-failed", ["CREATE OR REPLACE VIEW v AS SELECT 1 AS a", "DROP VIEW v"]),
    RuleCase(
      "object-state-simulation-failed",
      ["DROP TABLE orders", "CREATE TABLE orders (a int)", "CREATE INDEX orders_at ON orders (a)"]),
    RuleCase("object-state-simulation-failed", ["CREATE INDEX orders_at ON orders (id)"], finds: "1.1 error"),
    RuleCase(
      "object-state-simulation-failed",
      ["ALTER TABLE orders DROP COLUMN at", "CREATE INDEX orders_at ON orders (id)"]),
    RuleCase("object-state-simulation-failed", ["DROP TABLE small CASCADE", "DROP TABLE orders", "DROP VIEW recent"]),
    RuleCase(
      "object-state-simulation-failed",
      [
        "CREATE TABLE p (a int)", "CREATE TABLE c (b int)", "ALTER TABLE c INHERIT p", "ALTER TABLE p ADD n int",
        "ALTER TABLE c ALTER n SET NOT NULL",
      ]),
    RuleCase(
      "object-state-simulation-failed",
      ["CREATE TABLE c (b int)", "ALTER TABLE orders ADD n int", "ALTER TABLE c ALTER n SET NOT NULL"],
      finds: "1.3 error"),
    RuleCase("object-state-simulation-failed", ["DROP TABLE other.gone", "DROP TABLE x.y CASCADE", "DROP VIEW x.z"]),
    RuleCase("object-state-simulation-failed", ["DO 'BEGIN END'", "DROP TABLE gone"]),
    RuleCase(
      "object-state-simulation-failed", ["SET lock_timeout = '2s'", "ALTER TABLE gone ADD a int"], finds: "1.2 error"),
    RuleCase("object-state-simulation-failed", ["SET search_path = other", "ALTER TABLE gone ADD a int"]),
    RuleCase(
      "object-state-simulation-failed", ["ALTER TABLE gone ADD a int", "ALTER TABLE gone ADD b int"],
      finds: "1.1 error"),
    RuleCase(
      "object-state-simulation-failed",
      [
        "ALTER TABLE IF EXISTS gone ADD a int", "ALTER TABLE t_id_seq OWNER TO boss",
        "ALTER TABLE other.gone ADD a int",
      ]
    ),
    RuleCase("object-state-simulation-failed", ["ALTER TABLE orders DROP gone"], finds: "1.1 error"),
    RuleCase(
      "object-state-simulation-failed",
      ["ALTER TABLE orders DROP IF EXISTS gone", "ALTER TABLE orders ADD note int, DROP note"]),
    RuleCase("object-state-simulation-failed", ["CREATE INDEX ON orders (id, gone)"], finds: "1.1 error"),
    RuleCase("object-state-simulation-failed", ["CREATE INDEX ON gone (id)"], finds: "1.1 error"),
    RuleCase("object-state-simulation-failed", ["CREATE INDEX ON orders (lower(note), ctid)"]),
    RuleCase(
      "object-state-simulation-failed", ["ALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES gone"], finds: "1.1 error"),
    RuleCase(
      "object-state-simulation-failed", ["ALTER TABLE small ADD FOREIGN KEY (a) REFERENCES orders (gone)"],
      finds: "1.1 error"),
    RuleCase("object-state-simulation-failed", ["ALTER TABLE orders ADD UNIQUE (gone)"], finds: "1.1 error"),
    RuleCase("object-state-simulation-failed", ["ALTER TABLE orders ADD UNIQUE (a), ADD a int"]),
    RuleCase("object-state-simulation-failed", ["CREATE TABLE t (a int REFERENCES gone)"], finds: "1.1 error"),
    RuleCase("object-state-simulation-failed", ["CREATE TABLE t (a int REFERENCES t, b int REFERENCES other.gone)"]),
    RuleCase("object-state-simulation-failed", ["DELETE FROM gone WHERE a = 1"], finds: "1.1 error"),
    RuleCase("object-state-simulation-failed", ["TRUNCATE small, gone"], finds: "1.1 error"),
    RuleCase(
      "object-state-simulation-failed", ["CREATE TEMP TABLE s (a int)", "INSERT INTO s VALUES (1)", "TRUNCATE s"]),
    RuleCase("missing-existence-guards", ["CREATE TABLE t ()"], finds: "1.1 info", isScript: true),
    RuleCase("missing-existence-guards", ["CREATE INDEX CONCURRENTLY i ON orders (id)"], finds: "1.1 info"),
    RuleCase("missing-existence-guards", ["CREATE TABLE t ()"]),
    RuleCase("missing-existence-guards", ["BEGIN", "CREATE TABLE t ()", "COMMIT"], isScript: true),
    RuleCase("missing-existence-guards", ["DROP TABLE IF EXISTS orders"], isScript: true),
    RuleCase("if-not-exists-hides-difference", ["CREATE TABLE IF NOT EXISTS orders (id int)"], finds: "1.1 warning"),
    RuleCase(
      "if-not-exists-hides-difference", ["CREATE INDEX IF NOT EXISTS orders_at ON orders (at)"], finds: "1.1 warning",
      live: invalidIndex),
    RuleCase(
      "if-not-exists-hides-difference",
      ["CREATE TABLE IF NOT EXISTS orders (id int, note varchar(20), at timestamp, proved text)"]),
    RuleCase("if-not-exists-hides-difference", ["CREATE TABLE IF NOT EXISTS gone (id int)"]),
    RuleCase(
      "if-not-exists-hides-difference",
      ["ALTER TABLE orders RENAME TO old", "CREATE TABLE IF NOT EXISTS orders (id int)"]),
    RuleCase(
      "if-not-exists-hides-difference",
      ["DROP TABLE orders", "CREATE INDEX IF NOT EXISTS orders_at ON orders (at)"], live: invalidIndex),
    RuleCase(
      "if-not-exists-hides-difference",
      ["ALTER TABLE orders DROP COLUMN note", "ALTER TABLE orders ADD IF NOT EXISTS note int"]),
    RuleCase(
      "if-not-exists-hides-difference",
      ["ALTER TABLE orders ALTER note TYPE text", "ALTER TABLE orders ADD IF NOT EXISTS note text"]),
    RuleCase("if-not-exists-hides-difference", ["ALTER TABLE orders ADD IF NOT EXISTS note int"], finds: "1.1 warning"),
    RuleCase(
      "if-not-exists-hides-difference", ["ALTER TABLE orders ADD IF NOT EXISTS note varchar(50)"], finds: "1.1 warning"),
    RuleCase("if-not-exists-hides-difference", ["ALTER TABLE orders ADD IF NOT EXISTS note varchar(20)"]),
    RuleCase("merge-alter-table", ["ALTER TABLE orders ADD a int", "ALTER TABLE orders ADD b int"], finds: "1.2 info"),
    RuleCase("merge-alter-table", ["ALTER TABLE orders ADD a int"], ["ALTER TABLE orders ADD b int"]),
    RuleCase("merge-alter-table", ["ALTER TABLE orders ADD a int", "SELECT 1", "ALTER TABLE orders ADD b int"]),
    RuleCase(
      "duplicate-column-assignment", ["UPDATE orders SET note = 'a', note = 'b' WHERE id = 1"], finds: "1.1 error"),
    RuleCase("duplicate-column-assignment", ["INSERT INTO orders (id, id) VALUES (1, 2)"], finds: "1.1 error"),
    RuleCase("duplicate-column-assignment", ["UPDATE orders SET a.b = 1, a.c = 2, d[1] = 3, d[2] = 4 WHERE id = 1"]),
    RuleCase("select-without-where", ["SELECT id FROM orders"], finds: "1.1 warning"),
    RuleCase(
      "select-without-where", ["SELECT id FROM orders LIMIT 1", "SELECT 1", "SELECT id FROM orders WHERE id = 1"]),
    RuleCase("leading-wildcard-like", ["DELETE FROM orders WHERE note LIKE '%x'"], finds: "1.1 warning"),
    RuleCase("leading-wildcard-like", ["DELETE FROM orders WHERE note LIKE 'x%'"]),
    RuleCase("function-on-column-in-where", ["DELETE FROM orders WHERE lower(note) = 'x'"], finds: "1.1 warning"),
    RuleCase("function-on-column-in-where", ["DELETE FROM orders WHERE at < now() - interval '1 day'"]),
    RuleCase("function-on-column-in-where", ["DELETE FROM small WHERE lower(note) = 'x'"]),
    RuleCase(
      "insert-order-by-random", ["INSERT INTO small SELECT id FROM orders ORDER BY random()"], finds: "1.1 warning"),
    RuleCase("insert-order-by-random", ["INSERT INTO small SELECT id FROM orders ORDER BY id"]),
    RuleCase("unqualified-object-name", ["CREATE TABLE t ()"], finds: "1.1 warning", isScript: true),
    RuleCase("unqualified-object-name", ["UPDATE orders SET id = 1 WHERE id = 2"], finds: "1.1 info", isScript: true),
    RuleCase(
      "unqualified-object-name", ["UPDATE orders SET id = 1 WHERE id = 2"], ["CREATE TABLE t ()", "DROP TABLE u"],
      finds: "2.1 warning", isScript: true),
    RuleCase("unqualified-object-name", ["CREATE TABLE t ()"]),
    RuleCase(
      "unqualified-object-name", ["WITH c AS (SELECT 1) SELECT * FROM c", "CREATE TEMP TABLE t ()", "DROP TABLE s.t"],
      isScript: true),
    RuleCase("search-path-changed", ["SET search_path TO a, b"], finds: "1.1 warning", isScript: true),
    RuleCase("search-path-changed", ["SELECT set_config('search_path', 'a', true)"], finds: "1.1 info", isScript: true),
    RuleCase("search-path-changed", ["SELECT pg_catalog.set_config('search_path', '', false)"], isScript: true),
    RuleCase("search-path-changed", ["SET search_path TO a"]),
    RuleCase("search-path-changed", ["ALTER ROLE clerk SET search_path TO a"], isScript: true),
    RuleCase(
      "sequence-not-reset-after-load", ["CREATE TABLE t (id serial, a int)", "INSERT INTO t (id) VALUES (1)"],
      finds: "1.2 warning"),
    RuleCase(
      "sequence-not-reset-after-load", ["CREATE TABLE t (id serial, a int)", "INSERT INTO t (id) VALUES (1)"],
      ["SELECT setval('t_id_seq', 1)"]),
    RuleCase(
      "sequence-not-reset-after-load",
      ["CREATE TABLE t (id serial, a int)", "INSERT INTO t (a) VALUES (1)", "INSERT INTO t (id) VALUES (DEFAULT)"]),
    RuleCase(
      "sequence-not-reset-after-load",
      ["CREATE TABLE t (id serial, a int)", "INSERT INTO t VALUES (DEFAULT, 2), (1, 2)"],
      finds: "1.2 warning"),
    RuleCase(
      "sequence-not-reset-after-load", ["CREATE TABLE t (a int, id serial)", "INSERT INTO t VALUES (1)"],
      ["INSERT INTO t VALUES (1, DEFAULT)", "COPY t (a) FROM STDIN"]),
    RuleCase(
      "sequence-not-reset-after-load", ["CREATE TABLE t (a int, id serial)", "COPY t FROM '/t'"], finds: "1.2 warning"),
    RuleCase(
      "sequence-not-reset-after-load", ["CREATE TABLE t (a int, id serial)", "COPY t (\"id\") FROM STDIN"],
      finds: "1.2 warning"),
    RuleCase("comment-required-table", ["CREATE TABLE t (a int)"], finds: "1.1 warning"),
    RuleCase("comment-required-table", ["CREATE TABLE t (a int)", "DROP TRIGGER x ON t"], finds: "1.1 warning"),
    RuleCase(
      "comment-required-table", ["CREATE TABLE t (a int)", "ALTER TABLE t RENAME TO u", "COMMENT ON TABLE u IS 'x'"]),
    RuleCase(
      "comment-required-table", ["CREATE TABLE t (a int)", "COMMENT ON TABLE t IS 'x'", "CREATE TEMP TABLE u ()"]),
    RuleCase("comment-required-column", ["ALTER TABLE orders ADD a int"], finds: "1.1 warning"),
    RuleCase("comment-required-column", ["ALTER TABLE orders ADD a int", "COMMENT ON COLUMN orders.a IS 'x'"]),
  ])
  func finds(_ example: RuleCase) {
    var example = example
    let isOff: Set<RuleID> = [
      "select-without-where", "leading-wildcard-like", "function-on-column-in-where", "insert-order-by-random",
      "comment-required-table", "comment-required-column",
    ]
    if isOff.contains(example.rule) { example.choice = RuleChoice(overrides: [example.rule: .warning]) }
    if example.rule == "missing-existence-guards" { example.choice = RuleChoice(overrides: [example.rule: .info]) }
    #expect(example.found == example.findings)
  }

  /// One statement would be worse than two: the proof goes with the scan that it spares, the lock is held through one.
  @Test(arguments: [
    RuleCase(
      "merge-alter-table",
      ["ALTER TABLE orders ALTER proved SET NOT NULL", "ALTER TABLE orders DROP CONSTRAINT proved_check"]),
    RuleCase(
      "merge-alter-table",
      ["ALTER TABLE orders ADD CONSTRAINT c CHECK (id > 0) NOT VALID", "ALTER TABLE orders VALIDATE CONSTRAINT c"]),
    RuleCase("merge-alter-table", ["ALTER TABLE orders RENAME note TO n", "ALTER TABLE orders ADD a int"]),
  ])
  func leavesApartWhatIsBetterApart(_ example: RuleCase) { #expect(example.found == example.findings) }

  private static func version(_ version: Int) -> LiveFacts {
    var live = ReviewFixture.live
    live.serverVersion = version
    return live
  }

  private static let invalidIndex: LiveFacts = {
    var live = ReviewFixture.live
    var index = LiveIndex()
    (index.isValid, index.columns) = (false, ["at"])
    live.relations[ReviewFixture.name("orders_at")]?.index = index
    return live
  }()
}
