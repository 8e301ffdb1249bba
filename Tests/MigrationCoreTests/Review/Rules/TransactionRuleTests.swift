import MigrationCore
import Testing

@Suite struct TransactionRuleTests {
  @Test(arguments: [
    RuleCase(
      "concurrently-in-transaction", ["CREATE INDEX CONCURRENTLY ON orders (id)", "SELECT 1"], finds: "1.1 error"),
    RuleCase(
      "concurrently-in-transaction", ["BEGIN", "REINDEX SCHEMA shop", "COMMIT"], finds: "1.2 error", isScript: true),
    RuleCase("concurrently-in-transaction", ["CREATE INDEX CONCURRENTLY ON orders (id)"], ["SELECT 1"]),
    RuleCase("concurrently-in-transaction", ["REFRESH MATERIALIZED VIEW CONCURRENTLY m", "TRUNCATE orders"]),
    RuleCase("concurrently-in-transaction", ["ALTER TYPE mood ADD VALUE 'x'", "CHECKPOINT"]),
    RuleCase("implicit-transaction-batch", ["SELECT 1; VACUUM orders"], finds: "1.1 error"),
    RuleCase("implicit-transaction-batch", ["VACUUM orders"]),
    RuleCase("implicit-transaction-batch", ["SELECT 1; SELECT 2"]),
    RuleCase("non-transactional-statement", ["VACUUM orders"], finds: "1.1 warning"),
    RuleCase("non-transactional-statement", ["CREATE INDEX CONCURRENTLY ON orders (id)"], finds: "1.1 info"),
    RuleCase("non-transactional-statement", ["DROP DATABASE x"], finds: "1.1 warning"),
    RuleCase("non-transactional-statement", ["CREATE INDEX ON orders (id)"]),
    RuleCase(
      "mixed-transaction-modes", ["ALTER TABLE orders ADD a int"], ["CREATE INDEX CONCURRENTLY ON orders (id)"],
      finds: "2.1 warning", isScript: true),
    RuleCase("mixed-transaction-modes", ["ALTER TABLE orders ADD a int"], ["VACUUM orders"]),
    RuleCase("mixed-transaction-modes", ["CREATE INDEX CONCURRENTLY ON orders (id)"], ["SELECT 1"], isScript: true),
    RuleCase("nested-transaction-control", ["COMMIT"], finds: "1.1 error"),
    RuleCase("nested-transaction-control", ["SAVEPOINT a", "ROLLBACK TO a", "RELEASE a"]),
    RuleCase("nested-transaction-control", ["BEGIN", "SELECT 1", "COMMIT"], isScript: true),
    RuleCase("nested-transaction-control", ["BEGIN", "BEGIN", "COMMIT"], finds: "1.2 error", isScript: true),
    RuleCase("nested-transaction-control", ["COMMIT"], finds: "1.1 warning", isScript: true),
    RuleCase("nested-transaction-control", ["SELECT 1", "COMMIT", "SELECT 2"], finds: "1.2 error", isScript: true),
    RuleCase(
      "nested-transaction-control", ["BEGIN", "SELECT 1", "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE", "COMMIT"],
      finds: "1.3 error", isScript: true),
    RuleCase("uncommitted-transaction", ["BEGIN", "SELECT 1"], finds: "1.1 error", isScript: true),
    RuleCase("uncommitted-transaction", ["BEGIN", "SELECT 1", "COMMIT"], isScript: true),
    RuleCase(
      "enum-value-used-in-same-transaction",
      ["ALTER TYPE mood ADD VALUE 'sad'", "ALTER TABLE orders ALTER note SET DEFAULT 'sad'"], finds: "1.2 error"),
    RuleCase(
      "enum-value-used-in-same-transaction", ["ALTER TYPE mood ADD VALUE 'sad'"], ["SELECT 'sad'::mood"]),
    RuleCase(
      "enum-value-used-in-same-transaction",
      ["CREATE TYPE mood AS ENUM ()", "ALTER TYPE mood ADD VALUE 'sad'", "SELECT 'sad'::mood"], finds: "1.3 error"),
    RuleCase(
      "enum-value-used-in-same-transaction",
      ["CREATE TYPE mood AS ENUM ()", "ALTER TYPE mood ADD VALUE 'sad'", "SELECT 'sad'::mood"], live: newest),
    RuleCase(
      "ddl-and-backfill-in-one-transaction", ["ALTER TABLE orders ADD a int", "UPDATE orders SET a = 1"],
      finds: "1.2 error"),
    RuleCase(
      "ddl-and-backfill-in-one-transaction",
      ["ALTER TABLE small ADD a int", "UPDATE orders SET note = '' WHERE id > 1"],
      finds: "1.2 warning"),
    RuleCase("ddl-and-backfill-in-one-transaction", ["ALTER TABLE orders ADD a int"], ["UPDATE orders SET a = 1"]),
    RuleCase("ddl-and-backfill-in-one-transaction", ["UPDATE orders SET note = ''", "ALTER TABLE orders ADD a int"]),
    RuleCase("ddl-and-backfill-in-one-transaction", ["CREATE TABLE t (a int)", "INSERT INTO t SELECT id FROM orders"]),
    RuleCase(
      "mixed-ddl-and-dml", ["ALTER TABLE orders ADD a int", "DELETE FROM small WHERE a = 1"], finds: "1.2 info",
      choice: on("mixed-ddl-and-dml")),
    RuleCase(
      "mixed-ddl-and-dml", ["ALTER TABLE orders ADD a int"], ["DELETE FROM small WHERE a = 1"],
      choice: on("mixed-ddl-and-dml")),
    RuleCase(
      "mixed-ddl-and-dml", ["CREATE TABLE t (a int)", "INSERT INTO t VALUES (1)"], choice: on("mixed-ddl-and-dml")),
    RuleCase("savepoint-in-migration", ["SAVEPOINT a"], finds: "1.1 info"),
    RuleCase(
      "savepoint-in-migration",
      ["DO $$ BEGIN LOOP BEGIN NULL; EXCEPTION WHEN others THEN NULL; END; END LOOP; END $$"], finds: "1.1 info"),
    RuleCase("savepoint-in-migration", ["DO $$ BEGIN NULL; EXCEPTION WHEN others THEN NULL; END $$"]),
    RuleCase(
      "long-transaction-holds-xmin", ["ALTER TABLE orders ALTER id TYPE bigint"], finds: "1.1 warning", choice: short),
    RuleCase("long-transaction-holds-xmin", ["ALTER TABLE small ALTER id TYPE bigint"], choice: short),
    RuleCase("long-transaction-holds-xmin", ["ALTER TABLE orders ALTER id TYPE bigint"], live: nil, choice: short),
    RuleCase("opaque-do-block", ["DO $$ BEGIN ALTER TABLE orders ADD a int; END $$"], finds: "1.1 warning"),
    RuleCase("opaque-do-block", ["DO LANGUAGE plperl 'spi_exec_query(1)'"], finds: "1.1 warning"),
    RuleCase("opaque-do-block", ["CALL tidy()"], finds: "1.1 warning"),
    RuleCase("opaque-do-block", ["DO $$ BEGIN PERFORM 1; -- ALTER\n UPDATE orders SET id = 1 WHERE id = 2; END $$"]),
    RuleCase("dynamic-sql", ["DO $$ BEGIN EXECUTE 'DROP TABLE ' || t; END $$"], finds: "1.1 warning"),
    RuleCase(
      "dynamic-sql",
      ["CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('x'); END $$"],
      finds: "1.1 warning"),
    RuleCase("dynamic-sql", ["DO $$ BEGIN GRANT EXECUTE ON FUNCTION f() TO r; END $$"]),
  ])
  func finds(_ example: RuleCase) {
    var example = example
    if example.rule == "savepoint-in-migration" { example.choice = Self.on("savepoint-in-migration") }
    #expect(example.found == example.findings)
  }

  private static func on(_ rule: RuleID) -> RuleChoice { RuleChoice(overrides: [rule: .info]) }

  private static let short = RuleChoice(options: ["long-transaction-holds-xmin": ["minutes": .number(1)]])

  private static let newest: LiveFacts = {
    var live = ReviewFixture.live
    live.serverVersion = 180_000
    return live
  }()
}
