import MigrationCore
import SQLSyntax
import Testing

/// What is known of a statement besides what it does.
@Suite struct StatementTextTests {
  static let parser = StatementParser(schema: "shop")
  static let orders = QualifiedName("shop", "orders")

  struct Renamed: Sendable, CustomTestStringConvertible {
    var testDescription: String { sql }
    var sql: String
    var change: NameChange
    init(_ sql: String, _ change: NameChange) { (self.sql, self.change) = (sql, change) }
  }

  @Test(arguments: [
    Renamed("ALTER TABLE orders RENAME a TO b", NameChange(.column, orders, member: "a", .name("b"))),
    Renamed("ALTER VIEW orders RENAME TO b", NameChange(.view, orders, .name("b"))),
    Renamed("ALTER TABLE orders SET SCHEMA x", NameChange(.table, orders, .schema("x"))),
    Renamed("ALTER FUNCTION orders(int) SET SCHEMA x", NameChange(.function, orders, .schema("x"))),
    Renamed("ALTER TYPE orders RENAME ATTRIBUTE a TO b", NameChange(.attribute, orders, member: "a", .name("b"))),
    Renamed("ALTER TRIGGER t ON orders RENAME TO u", NameChange(.trigger, orders, member: "t", .name("u"))),
    Renamed("ALTER DOMAIN orders RENAME CONSTRAINT a TO b", NameChange(.constraint, orders, member: "a", .name("b"))),
    Renamed("ALTER SCHEMA a RENAME TO b", NameChange(.schema, QualifiedName("a", "a"), .name("b"))),
    Renamed("ALTER ROLE a RENAME TO b", NameChange(.role, QualifiedName("a", "a"), .name("b"))),
  ])
  func readsRenaming(_ example: Renamed) { #expect(Self.facts(example.sql).nameChanges == [example.change]) }

  struct Query: Sendable, CustomTestStringConvertible {
    var testDescription: String { sql }
    var sql: String
    var shape: QueryShape
    init(_ sql: String, _ use: QueryShape.Use, _ change: (inout QueryShape) -> Void) {
      shape = QueryShape(use)
      self.sql = sql
      change(&shape)
    }
  }

  @Test(arguments: [
    Query("SELECT * FROM orders", .select) {
      ($0.reads, $0.starReads, $0.isUnrestricted) = ([orders], [orders], true)
    },
    Query("SELECT count(*) FROM orders WHERE EXISTS (SELECT * FROM orders)", .select) { $0.reads = [orders] },
    Query("WITH c AS (SELECT a FROM orders) SELECT * FROM c LIMIT 1", .select) { $0.reads = [orders] },
    Query("SELECT a FROM orders ORDER BY random() LIMIT 1", .select) {
      ($0.reads, $0.ordersByRandom) = ([orders], true)
    },
    Query("DELETE FROM orders WHERE lower(a) LIKE '%x' AND b + 1 > 2 AND c > now() - d", .change(orders)) {
      ($0.openPatterns, $0.computedColumns) = (["%x"], ["a", "b", "d"])
    },
    Query("DELETE FROM orders WHERE id IN (SELECT max(id) FROM orders) AND a LIKE 'x%'", .change(orders)) {
      $0.reads = [orders]
    },
    Query(
      "CREATE VIEW v (x) AS SELECT a, b AS c, f(d), 1 + 1 FROM orders WHERE a > 1", .view(QualifiedName("shop", "v"))
    ) {
      ($0.reads, $0.outputs) = ([orders], ["x", "c", "f", nil])
    },
    Query("CREATE VIEW v AS SELECT o.* FROM orders o UNION SELECT a FROM orders", .view(QualifiedName("shop", "v"))) {
      ($0.reads, $0.starReads) = ([orders], [orders])
    },
  ])
  func readsQueries(_ example: Query) { #expect(Self.facts(example.sql).queries == [example.shape]) }

  @Test func readsTheWordsOfABlock() {
    let code = Self.facts(
      """
      DO $$ DECLARE t text; BEGIN
        -- DROP nothing
        FOR t IN SELECT 'DROP TABLE x' LOOP
          BEGIN EXECUTE 'DROP TABLE ' || t; EXCEPTION WHEN others THEN NULL; END;
        END LOOP;
        ALTER TABLE a ADD b int;
      END $$
      """
    ).code
    #expect(code.count == 1 && code.first?.language == "plpgsql" && code.first?.routine == nil)
    #expect(code.first?.definitions == ["ALTER"])
    #expect(code.first?.buildsStatements == true && code.first?.hasLoop == true)
    #expect(code.first?.hasExceptionBlock == true)
  }

  @Test func aGrantOfExecuteBuildsNoStatement() {
    let code = Self.facts("DO 'BEGIN GRANT EXECUTE ON FUNCTION f() TO r; END'").code
    #expect(code.first?.buildsStatements == false && code.first?.definitions == ["GRANT"])
  }

  @Test(arguments: [
    ("SELECT a FROM orders, s.users, pg_class", ["orders"]), ("WITH c AS (SELECT 1) SELECT * FROM c", []),
    ("CREATE TABLE a.b (c int REFERENCES d)", ["d"]), ("CREATE TEMP TABLE a (b int)", []),
    ("DROP TABLE a, b.c", ["a"]), ("DROP TRIGGER t ON s.x", []), ("DROP POLICY p ON x", ["x"]), ("DROP SCHEMA x", []),
    ("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS ''", ["f"]), ("CREATE INDEX i ON a.b (c)", []),
    ("ALTER TABLE x ADD y int", ["x"]), ("CREATE TYPE e AS ENUM ()", ["e"]),
  ])
  func readsNamesWithoutSchema(_ sql: String, _ names: [Identifier]) {
    #expect(Self.facts(sql).written.unqualifiedNames == names)
  }

  @Test(arguments: [
    ("CREATE INDEX i ON a (b) NULLS NOT DISTINCT", 15), ("ALTER TABLE a ADD CHECK (b > 0) NOT ENFORCED", 18),
    ("ALTER TABLE a ADD CONSTRAINT c NOT NULL b NOT VALID", 18),
    ("ALTER TABLE a ALTER b SET EXPRESSION AS (c + 1)", 17),
  ])
  func readsNewerSyntax(_ sql: String, _ version: Int) {
    #expect(Self.facts(sql).written.newerSyntax.map(\.version) == [version])
  }

  @Test(arguments: [
    ("\\i more.sql", ["\\i"]), ("SELECT :name, :'value'", [":name", ":'value'"]),
    ("SELECT :{?name}, ':{?name}', :{ ?name}", [":{?name}"]), ("SELECT a::int FROM", []),
    ("SELECT a[1:2] FROM", []),
  ])
  func readsPsqlWords(_ sql: String, _ words: [String]) { #expect(Self.facts(sql).written.psqlWords == words) }

  @Test func findsNamesThatPostgreSQLCutsOff() {
    let long = String(repeating: "n", count: 64)
    let facts = Self.facts("CREATE TABLE \(long) (\"\(long.dropLast())\" int, \"\(long.dropLast())\"\"\" int)")
    #expect(facts.written.longNames == [Identifier(long), Identifier(long.dropLast() + "\"")])
    #expect(Self.facts("SELECT '\(long)'").written.longNames.isEmpty)
  }

  @Test func countsStatements() {
    #expect(Self.facts("SELECT 1; ALTER TABLE a ADD b int, ADD c int").written.statementCount == 2)
  }

  private static func facts(_ sql: String) -> StatementFacts { parser.facts(of: sql) }
}
