import MigrationCore
import Testing

@Suite struct DataLossRuleTests {
  @Test(arguments: [
    RuleCase("drop-table", ["DROP TABLE orders"], finds: "1.1 error"),
    RuleCase("drop-table", ["DROP TABLE orders"], finds: "1.1 error", live: nil),
    RuleCase("drop-table", ["DROP TABLE unused"], finds: "1.1 warning", live: live),
    RuleCase("drop-table", ["DROP TABLE IF EXISTS gone"]),
    RuleCase("drop-table", ["CREATE TABLE t ()", "DROP TABLE t"]),
    RuleCase("drop-table-not-tombstoned", ["DROP TABLE orders"], finds: "1.1 warning"),
    RuleCase("drop-table-not-tombstoned", ["DROP TABLE orders_dropped"]),
    RuleCase(
      "drop-table-not-tombstoned", ["ALTER TABLE orders RENAME TO orders_dropped"], ["DROP TABLE orders_dropped"],
      finds: "2.1 warning"),
    RuleCase(
      "drop-table-not-tombstoned", ["DROP TABLE old_orders"],
      choice: RuleChoice(options: ["drop-table-not-tombstoned": ["patterns": .list(["old_*"])]])),
    RuleCase("drop-column", ["ALTER TABLE orders DROP note"], finds: "1.1 error"),
    RuleCase("drop-column", ["ALTER TABLE unused DROP a"], finds: "1.1 warning", live: live),
    RuleCase("drop-column", ["CREATE TABLE t (a int)", "ALTER TABLE t DROP a"]),
    RuleCase("drop-column-implicit-drops", ["ALTER TABLE orders DROP a"], finds: "1.1 error", current: [schema]),
    RuleCase("drop-column-implicit-drops", ["ALTER TABLE orders DROP b"], finds: "1.1 info", current: [schema]),
    RuleCase("drop-column-implicit-drops", ["ALTER TABLE orders DROP c"], current: [schema]),
    RuleCase("drop-column-implicit-drops", ["ALTER TABLE orders DROP e"], finds: "1.1 info", current: [schema]),
    RuleCase("drop-column-implicit-drops", ["ALTER TABLE orders DROP f"], finds: "1.1 error", current: [schema]),
    RuleCase(
      "drop-column-implicit-drops", ["ALTER TABLE orders DROP CONSTRAINT k, DROP a"], finds: "1.1 error",
      current: [schema]),
    RuleCase(
      "drop-column-implicit-drops", ["ALTER TABLE orders DROP CONSTRAINT k", "ALTER TABLE orders DROP a"],
      current: [schema]),
    RuleCase("drop-column-implicit-drops", ["ALTER TABLE orders DROP a"], live: nil),
    RuleCase("drop-schema", ["DROP SCHEMA shop"], finds: "1.1 error"),
    RuleCase("drop-schema", ["CREATE SCHEMA shop"]),
    RuleCase("drop-database", ["DROP DATABASE shop"], finds: "1.1 error"),
    RuleCase("drop-database", ["CREATE DATABASE shop"]),
    RuleCase("drop-cascade", ["DROP VIEW recent CASCADE"], finds: "1.1 info"),
    RuleCase("drop-cascade", ["DROP TABLE orders CASCADE"], finds: "1.1 error"),
    RuleCase("drop-cascade", ["DROP TYPE mood CASCADE"], finds: "1.1 error"),
    RuleCase("drop-cascade", ["DROP VIEW recent CASCADE"], finds: "1.1 error", live: nil),
    RuleCase("drop-cascade", ["DROP TABLE orders"]),
    RuleCase("drop-column", ["ALTER TABLE orders DROP COLUMN IF EXISTS gone"]),
    RuleCase(
      "drop-column", ["ALTER TABLE orders ADD gone int", "ALTER TABLE orders DROP IF EXISTS gone"], finds: "1.2 error"),
    RuleCase("drop-column", ["ALTER TYPE pair DROP ATTRIBUTE y"], finds: "1.1 error", live: nil),
    RuleCase("drop-column", ["CREATE TYPE pair AS (x int, y int)", "ALTER TYPE pair DROP ATTRIBUTE y"]),
    RuleCase("drop-owned", ["DROP OWNED BY clerk"], finds: "1.1 error"),
    RuleCase("drop-owned", ["REASSIGN OWNED BY clerk TO boss"], finds: "1.1 warning", live: nil),
    RuleCase("drop-owned", ["ALTER TABLE orders OWNER TO boss"]),
    RuleCase("truncate", ["TRUNCATE orders"], finds: "1.1 error"),
    RuleCase("truncate", ["TRUNCATE unused"], finds: "1.1 info", live: live),
    RuleCase("truncate", ["CREATE TABLE t ()", "TRUNCATE t"]),
    RuleCase("truncate-cascade", ["TRUNCATE users CASCADE"], finds: "1.1 error"),
    RuleCase("truncate-cascade", ["TRUNCATE orders CASCADE"]),
    RuleCase("truncate-cascade", ["TRUNCATE orders CASCADE"], finds: "1.1 error", live: nil),
    RuleCase("truncate-cascade", ["TRUNCATE users"]),
    RuleCase("drop-materialized-view", ["DROP MATERIALIZED VIEW m"], finds: "1.1 warning"),
    RuleCase("drop-materialized-view", ["DROP VIEW recent"]),
    RuleCase("drop-sequence", ["DROP SEQUENCE s"], finds: "1.1 warning"),
    RuleCase("drop-sequence", ["CREATE SEQUENCE s", "DROP SEQUENCE s"]),
    RuleCase("drop-type", ["DROP DOMAIN email"], finds: "1.1 error"),
    RuleCase("drop-type", ["CREATE TYPE t AS (a int)", "DROP TYPE t"]),
    RuleCase("drop-function-or-procedure", ["DROP FUNCTION f(int)"], finds: "1.1 warning"),
    RuleCase("drop-function-or-procedure", ["DROP PROCEDURE p"], finds: "1.1 warning", live: nil),
    RuleCase(
      "drop-function-or-procedure",
      ["DROP FUNCTION f(int)", "CREATE FUNCTION f(a bigint) RETURNS int LANGUAGE sql AS 'SELECT 1'"]),
    RuleCase("drop-view-in-use", ["DROP VIEW recent"], finds: "1.1 warning"),
    RuleCase("drop-view-in-use", ["DROP VIEW recent", "CREATE VIEW recent AS SELECT 1"]),
    RuleCase("drop-view-in-use", ["DROP VIEW IF EXISTS gone"]),
    RuleCase("drop-extension", ["DROP EXTENSION hstore"], finds: "1.1 error"),
    RuleCase("drop-extension", ["CREATE EXTENSION hstore"]),
    RuleCase(
      "drop-recreate-loses-attributes", ["DROP VIEW recent", "CREATE VIEW recent AS SELECT 1"], finds: "1.1 warning"),
    RuleCase(
      "drop-recreate-loses-attributes", ["DROP VIEW recent", "CREATE VIEW recent AS SELECT 1"], finds: "1.1 warning",
      current: [schema]),
    RuleCase(
      "drop-recreate-loses-attributes",
      ["DROP VIEW recent", "CREATE VIEW recent AS SELECT 1", "COMMENT ON VIEW recent IS 'the last day'"],
      current: [schema]),
    RuleCase("drop-recreate-loses-attributes", ["CREATE OR REPLACE VIEW recent AS SELECT 1"]),
    RuleCase("drop-then-create-table", ["DROP TABLE IF EXISTS orders", "CREATE TABLE orders ()"], finds: "1.1 error"),
    RuleCase("drop-then-create-table", ["DROP TABLE IF EXISTS gone", "CREATE TABLE gone ()"], finds: "1.1 info"),
    RuleCase("drop-then-create-table", ["CREATE TABLE gone ()", "DROP TABLE gone"]),
    RuleCase("delete-without-where", ["DELETE FROM orders"], finds: "1.1 error"),
    RuleCase("delete-without-where", ["DELETE FROM small"], finds: "1.1 warning"),
    RuleCase("delete-without-where", ["DELETE FROM orders WHERE 1 = 1"], finds: "1.1 error"),
    RuleCase("delete-without-where", ["WITH gone AS (DELETE FROM orders RETURNING *) SELECT 1"], finds: "1.1 error"),
    RuleCase("delete-without-where", ["EXPLAIN DELETE FROM orders"]),
    RuleCase("delete-without-where", ["DELETE FROM orders WHERE id = 1"]),
    RuleCase("update-without-where", ["UPDATE orders SET note = ''"], finds: "1.1 error"),
    RuleCase("update-without-where", ["CREATE TABLE t (a int)", "UPDATE t SET a = 1"]),
    RuleCase("dml-without-prior-backup", ["DELETE FROM orders WHERE id = 1"], finds: "1.1 warning"),
    RuleCase(
      "dml-without-prior-backup", ["CREATE TABLE orders_before AS SELECT * FROM orders WHERE id = 1"],
      ["DELETE FROM orders WHERE id = 1"]),
    RuleCase("dml-without-prior-backup", ["ALTER TABLE orders ADD a int", "UPDATE orders SET a = id"]),
    RuleCase("unlogged-table", ["CREATE UNLOGGED TABLE t ()"], finds: "1.1 warning"),
    RuleCase("unlogged-table", ["ALTER TABLE orders SET UNLOGGED"], finds: "1.1 warning"),
    RuleCase("unlogged-table", ["CREATE TEMP TABLE t ()", "ALTER TABLE orders SET LOGGED"]),
    RuleCase("irreversible-without-note", ["ALTER TABLE orders DROP note"], finds: "1.1 warning"),
    RuleCase("irreversible-without-note", ["ALTER TYPE mood ADD VALUE 'sad'"], finds: "1.1 warning"),
    RuleCase("irreversible-without-note", ["ALTER TABLE orders ADD a int", "CREATE TABLE t ()", "DROP TABLE t"]),
  ])
  func finds(_ example: RuleCase) { #expect(example.found == example.findings) }

  /// A condition that every row meets is none, where the target's columns prove it.
  @Test(arguments: [
    RuleCase("update-without-where", ["UPDATE orders SET note = '' WHERE id IS NOT NULL"], finds: "1.1 error"),
    RuleCase("update-without-where", ["UPDATE orders SET note = '' WHERE id = id AND true"], finds: "1.1 error"),
    RuleCase("update-without-where", ["UPDATE orders SET note = '' WHERE note IS NOT NULL"]),
    RuleCase("update-without-where", ["UPDATE orders SET note = '' WHERE id IS NOT NULL"], live: nil),
  ])
  func seesThroughConditions(_ example: RuleCase) { #expect(example.found == example.findings) }

  /// An unused, empty table beside the fixture's.
  private static let live: LiveFacts = {
    var live = ReviewFixture.live
    var unused = LiveRelation(.table, size: RelationSize(rows: 0, totalBytes: 8192, analyzedAt: "now"))
    unused.use = RelationUse()
    var column = LiveColumn(type: ColumnType("int4"), isNotNull: false)
    column.nullFraction = 1
    unused.columns = ["a": column]
    live.relations[ReviewFixture.name("unused")] = unused
    return live
  }()

  private static let schema: DatabaseSchema = {
    var schema = DatabaseSchema(name: "shop")
    var table = Table(name: "orders")
    var key = Constraint(name: "k", kind: .unique, definition: "UNIQUE (a, b)")
    key.columns = ["a", "d"]
    var index = Index(name: "i", definition: "", method: "btree")
    index.keys = [Index.Key(definition: "b", column: "b")]
    var lower = Index(name: "lower", definition: "", method: "btree")
    lower.keys = [Index.Key(definition: "lower(e)", column: nil)]
    var partial = Index(name: "partial", definition: "", method: "btree")
    partial.keys = [Index.Key(definition: "g", column: "g")]
    partial.predicate = "f > 1"
    (table.constraints, table.indexes) = ([key], [index, lower, partial])
    var view = View(name: "recent", definition: "SELECT 1")
    view.comment = "the last day"
    (schema.tables, schema.views) = ([table], [view])
    return schema
  }()
}
