import MigrationCore
import Testing

@Suite struct CompatibilityRuleTests {
  @Test(arguments: [
    RuleCase(
      "alter-column-type-blocked-by-dependents", ["ALTER TABLE orders ALTER note TYPE text"], finds: "1.1 error"),
    RuleCase(
      "alter-column-type-blocked-by-dependents", ["DROP VIEW recent", "ALTER TABLE orders ALTER note TYPE text"]),
    RuleCase("alter-column-type-blocked-by-dependents", ["ALTER TABLE orders ALTER at TYPE date"]),
    RuleCase(
      "alter-column-type-blocked-by-dependents", ["ALTER TABLE parts ALTER day TYPE timestamp"], finds: "1.1 error",
      current: [schema]),
    RuleCase("alter-column-type-blocked-by-dependents", ["ALTER TABLE orders ALTER note TYPE text"], live: nil),
    RuleCase(
      "alter-column-type-blocked-by-dependents", ["ALTER TYPE pair ALTER ATTRIBUTE y TYPE int"], finds: "1.1 error",
      current: [pairs]),
    RuleCase(
      "alter-column-type-blocked-by-dependents",
      ["ALTER TABLE holders DROP COLUMN p", "ALTER TYPE pair ALTER ATTRIBUTE y TYPE int"], current: [pairs]),
    RuleCase(
      "alter-column-type-blocked-by-dependents", ["ALTER TYPE pair ADD ATTRIBUTE z int"], current: [pairs]),
    RuleCase("session-default-changed", ["ALTER ROLE clerk SET search_path = a, b"], finds: "1.1 warning"),
    RuleCase("session-default-changed", ["ALTER ROLE ALL IN DATABASE d RESET ALL"], finds: "1.1 warning", live: nil),
    RuleCase("session-default-changed", ["ALTER DATABASE d SET work_mem = '4MB'"], finds: "1.1 info"),
    RuleCase("session-default-changed", ["SET search_path = a", "ALTER SYSTEM SET work_mem = '4MB'"]),
    RuleCase(
      "session-default-changed", ["CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = a AS 'SELECT 1'"]),
    RuleCase("drop-not-null", ["ALTER TABLE orders ALTER id DROP NOT NULL"], finds: "1.1 warning"),
    RuleCase("drop-not-null", ["ALTER TABLE orders ALTER note DROP NOT NULL"]),
    RuleCase("drop-not-null", ["CREATE TABLE t (a int NOT NULL)", "ALTER TABLE t ALTER a DROP NOT NULL"]),
    RuleCase("rename-column", ["ALTER TABLE orders RENAME note TO remark"], finds: "1.1 error"),
    RuleCase("rename-column", ["ALTER VIEW recent RENAME COLUMN a TO b"], finds: "1.1 error"),
    RuleCase("rename-column", ["CREATE TABLE t (a int)", "ALTER TABLE t RENAME a TO b"]),
    RuleCase("rename-table", ["ALTER TABLE orders RENAME TO o"], finds: "1.1 error"),
    RuleCase("rename-table", ["ALTER VIEW recent RENAME TO latest"], finds: "1.1 error"),
    RuleCase(
      "rename-table", ["ALTER TABLE orders RENAME TO o", "CREATE VIEW orders AS SELECT id FROM o"],
      finds: "1.1 warning"),
    RuleCase(
      "rename-table", ["CREATE TABLE next ()"],
      ["ALTER TABLE orders RENAME TO o", "ALTER TABLE next RENAME TO orders"],
      finds: "2.1 warning"),
    RuleCase("rename-table", ["ALTER INDEX orders_at RENAME TO i", "ALTER TABLE orders_at RENAME TO i"]),
    RuleCase("rename-schema", ["ALTER SCHEMA shop RENAME TO store"], finds: "1.1 error"),
    RuleCase("rename-schema", ["CREATE SCHEMA a", "ALTER SCHEMA a RENAME TO b"]),
    RuleCase("rename-enum-value", ["ALTER TYPE mood RENAME VALUE 'a' TO 'b'"], finds: "1.1 error"),
    RuleCase("rename-enum-value", ["CREATE TYPE mood AS ENUM ('a')", "ALTER TYPE mood RENAME VALUE 'a' TO 'b'"]),
    RuleCase("rename-other-object", ["ALTER INDEX orders_at RENAME TO i"], finds: "1.1 info"),
    RuleCase("rename-other-object", ["ALTER TABLE orders RENAME CONSTRAINT a TO b"], finds: "1.1 info"),
    RuleCase("rename-other-object", ["ALTER TABLE orders RENAME TO o"]),
    RuleCase("set-schema", ["ALTER TABLE orders SET SCHEMA old"], finds: "1.1 error"),
    RuleCase("set-schema", ["ALTER FUNCTION f() SET SCHEMA old"], finds: "1.1 error"),
    RuleCase("set-schema", ["ALTER TABLE orders SET SCHEMA shop"]),
    RuleCase("dependent-objects-affected", ["DROP TABLE orders"], finds: "1.1 warning"),
    RuleCase("dependent-objects-affected", ["ALTER TABLE orders RENAME note TO remark"], finds: "1.1 warning"),
    RuleCase("dependent-objects-affected", ["DROP VIEW recent", "DROP TABLE orders"]),
    RuleCase("dependent-objects-affected", ["DROP TABLE orders"], live: nil),
    RuleCase(
      "view-shape-change", ["CREATE OR REPLACE VIEW recent AS SELECT id FROM orders"], finds: "1.1 error",
      current: [schema]),
    RuleCase(
      "view-shape-change", ["CREATE OR REPLACE VIEW recent AS SELECT note, id FROM orders"], finds: "1.1 error",
      current: [schema]),
    RuleCase(
      "view-shape-change", ["CREATE OR REPLACE VIEW recent AS SELECT id, note, at FROM orders"], current: [schema]),
    RuleCase(
      "view-shape-change", ["CREATE OR REPLACE VIEW recent AS SELECT * FROM orders"], current: [schema]),
    RuleCase(
      "select-star-frozen", ["CREATE VIEW v AS SELECT * FROM orders", "ALTER TABLE orders ADD a int"],
      finds: "1.1 warning"),
    RuleCase("select-star-frozen", ["CREATE VIEW v AS SELECT * FROM orders"], finds: "1.1 info"),
    RuleCase("select-star-frozen", ["INSERT INTO small SELECT * FROM orders"], finds: "1.1 info"),
    RuleCase("select-star-frozen", ["CREATE VIEW v AS SELECT count(*) FROM orders", "SELECT * FROM orders"]),
    RuleCase(
      "default-changed-existing-rows-untouched", ["ALTER TABLE orders ALTER note SET DEFAULT ''"], finds: "1.1 info"),
    RuleCase(
      "default-changed-existing-rows-untouched", ["ALTER TABLE orders ALTER note SET DEFAULT ''"],
      ["UPDATE orders SET note = '' WHERE note IS NULL"]),
    RuleCase(
      "function-signature-overload", ["CREATE OR REPLACE FUNCTION f(a bigint) RETURNS int LANGUAGE sql AS 'SELECT 1'"],
      finds: "1.1 warning", current: [schema]),
    RuleCase(
      "function-signature-overload",
      ["CREATE OR REPLACE FUNCTION f(a int, b varchar) RETURNS int LANGUAGE sql AS 'SELECT 1'"], current: [schema]),
    RuleCase(
      "function-signature-overload", ["CREATE FUNCTION g(a bigint) RETURNS int LANGUAGE sql AS 'SELECT 1'"],
      current: [schema]),
    RuleCase(
      "function-volatility-in-index", ["CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"],
      finds: "1.1 error", current: [schema]),
    RuleCase(
      "function-volatility-in-index", ["CREATE OR REPLACE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1'"],
      current: [schema]),
    RuleCase("cached-plan-invalidation", ["ALTER TABLE orders ADD a int"], finds: "1.1 info"),
    RuleCase("cached-plan-invalidation", ["CREATE TABLE t ()", "ALTER TABLE t ADD a int"]),
    RuleCase(
      "contract-in-same-plan-as-expand", ["ALTER TABLE orders ADD remark text"],
      ["UPDATE orders SET remark = note WHERE id < 10"], ["ALTER TABLE orders DROP note"], finds: "3.1 error"),
    RuleCase(
      "contract-in-same-plan-as-expand",
      ["ALTER TABLE orders ADD n bigint", "ALTER TABLE orders DROP id", "ALTER TABLE orders RENAME n TO id"],
      finds: "1.2 error"),
    RuleCase(
      "contract-in-same-plan-as-expand", ["ALTER TABLE orders ADD remark varchar(40), DROP note"],
      finds: "1.1 warning"),
    RuleCase("contract-in-same-plan-as-expand", ["ALTER TABLE orders ADD n bigint, DROP note"]),
    RuleCase(
      "contract-in-same-plan-as-expand", ["CREATE TABLE t (a int)", "INSERT INTO t SELECT id FROM orders"],
      ["DROP TABLE orders"], finds: "2.1 error"),
    RuleCase(
      "contract-in-same-plan-as-expand", ["CREATE TABLE orders_before AS SELECT * FROM orders", "DROP TABLE orders"]),
    RuleCase("extension-version-change", ["ALTER EXTENSION hstore UPDATE"], finds: "1.1 warning", live: live),
    RuleCase("extension-version-change", ["CREATE EXTENSION citext"], finds: "1.1 info", live: live),
    RuleCase(
      "extension-version-change", ["CREATE EXTENSION IF NOT EXISTS hstore VERSION '1.9'"], finds: "1.1 warning",
      live: live),
    RuleCase("extension-version-change", ["CREATE EXTENSION IF NOT EXISTS hstore"], live: live),
    RuleCase("extension-version-change", ["CREATE EXTENSION citext VERSION '1.6'"], live: live),
    RuleCase("collation-version-mismatch", ["CREATE INDEX ON orders (note)"], finds: "1.1 warning", live: live),
    RuleCase("collation-version-mismatch", ["REINDEX TABLE orders"], finds: "1.1 info", live: live),
    RuleCase("collation-version-mismatch", ["CREATE INDEX ON orders (id)"], live: live),
    RuleCase("collation-version-mismatch", ["CREATE INDEX ON orders (note)"]),
  ])
  func finds(_ example: RuleCase) {
    var example = example
    // Off by the ruleset.
    for rule in ["default-changed-existing-rows-untouched", "cached-plan-invalidation"] as [RuleID]
    where example.rule == rule {
      example.choice = RuleChoice(overrides: [rule: .info])
    }
    #expect(example.found == example.findings)
  }

  /// No version makes a rename harmless to programs.
  @Test(arguments: [140_000, 150_000, 160_000, 170_000, 180_000])
  func renamingAColumnBreaksProgramsOnEveryVersion(_ version: Int) {
    var live = ReviewFixture.live
    live.serverVersion = version
    let example = RuleCase(
      "rename-column", ["ALTER TABLE orders RENAME note TO remark"], finds: "1.1 error", live: live)
    #expect(example.found == example.findings)
  }

  private static let live: LiveFacts = {
    var live = ReviewFixture.live
    live.extensions = ["hstore": "1.8"]
    live.hasCollationMismatch = true
    return live
  }()

  /// A table with a column of a composite type.
  private static let pairs: DatabaseSchema = {
    var schema = DatabaseSchema(name: "shop")
    schema.dependencies = [
      Dependency(
        dependent: ObjectID(.column, "shop", "holders", member: "p"),
        referenced: ObjectID(.compositeType, "shop", "pair"),
        strength: .normal)
    ]
    return schema
  }()

  private static let schema: DatabaseSchema = {
    var schema = DatabaseSchema(name: "shop")
    var parts = Table(name: "parts")
    parts.partitioning = Partitioning(strategy: .range, definition: "RANGE (day)", columns: ["day"])
    var view = View(name: "recent", definition: "SELECT id, note FROM orders")
    view.columns = [
      Column(name: "id", position: 1, type: "integer"), Column(name: "note", position: 2, type: "text"),
    ]
    let function = Routine(
      name: "f", kind: .function, identityArguments: "a integer, b character varying", definition: "", arguments: "",
      language: "sql")
    (schema.tables, schema.views, schema.routines) = ([parts], [view], [function])
    schema.dependencies = [
      Dependency(
        dependent: ObjectID(.index, "shop", "parts", member: "i"),
        referenced: ObjectID(.function, "shop", "f", arguments: ""), strength: .normal)
    ]
    return schema
  }()
}
