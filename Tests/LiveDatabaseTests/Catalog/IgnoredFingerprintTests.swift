import LiveDatabase
import MigrationCore
import Postgres
import TestServer
import Testing

/// What a `.pgschemaignore` does to pgschema's fingerprint.
@Suite struct IgnoredFingerprintTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var ignored: IgnoreRules
    /// What is there beside a table, and ignored.
    var sql: String
    /// What of it is not ignored.
    var rest: String

    init(_ name: String, _ ignored: [IgnoreRules.Section: [String]], _ sql: String, rest: String = "") {
      (testDescription, self.ignored, self.sql, self.rest) = (name, IgnoreRules(ignored), sql, rest)
    }
  }

  private static let table = "CREATE TABLE t (a int PRIMARY KEY, b int);"
  private static let touch =
    "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"

  /// An ignored schema hashes as one in which the ignored was never made.
  @Test(arguments: [
    Case(
      "tables with their parts", [.tables: ["temp_*", "!temp_keep"]],
      """
      CREATE TABLE temp_a (a serial PRIMARY KEY, b int CHECK (b > 0)); CREATE INDEX ON temp_a (b);
      ALTER TABLE temp_a ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON temp_a USING (true);
      GRANT SELECT ON temp_a TO pg_monitor; GRANT UPDATE (b) ON temp_a TO pg_monitor; CREATE TABLE temp_keep (a int);
      ALTER SEQUENCE temp_a_a_seq OWNED BY NONE; ALTER TABLE temp_a ALTER a DROP DEFAULT; DROP SEQUENCE temp_a_a_seq;
      """, rest: "CREATE TABLE temp_keep (a int);"),
    Case(
      "views", [.views: ["v*"]],
      """
      CREATE VIEW v AS SELECT a FROM t; GRANT SELECT ON v TO pg_monitor; GRANT SELECT (a) ON v TO pg_monitor;
      CREATE MATERIALIZED VIEW vm AS SELECT a FROM t; CREATE INDEX ON vm (a);
      """),
    Case(
      "functions", [.functions: ["f"]],
      """
      CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a'; REVOKE ALL ON FUNCTION f FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION f TO pg_monitor;
      """),
    Case(
      "procedures and not functions of that name", [.procedures: ["p"]],
      """
      CREATE PROCEDURE p(a int) LANGUAGE sql AS ''; REVOKE ALL ON PROCEDURE p FROM PUBLIC;
      CREATE FUNCTION p() RETURNS int LANGUAGE sql AS 'SELECT 1';
      """, rest: "CREATE FUNCTION p() RETURNS int LANGUAGE sql AS 'SELECT 1';"),
    Case("aggregates", [.aggregates: ["total"]], "CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);"),
    Case(
      "types of every form", [.types: ["y?"]],
      """
      CREATE TYPE y1 AS ENUM ('a'); CREATE TYPE y2 AS (a int); CREATE DOMAIN y3 AS int CHECK (VALUE > 0);
      REVOKE ALL ON TYPE y1 FROM PUBLIC; GRANT USAGE ON TYPE y2 TO pg_monitor;
      """),
    Case("sequences", [.sequences: ["s"]], "CREATE SEQUENCE s; GRANT USAGE ON SEQUENCE s TO pg_monitor;"),
    Case("indexes", [.indexes: ["dba_*"]], "CREATE INDEX dba_b ON t (b);"),
    Case("constraints", [.constraints: ["dba_*"]], "ALTER TABLE t ADD CONSTRAINT dba_b CHECK (b > 0);"),
    Case(
      "triggers", [.triggers: ["audit"]],
      touch + "CREATE TRIGGER audit BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION touch();", rest: touch),
    Case("grantees", [.privileges: ["pg_*"]], "GRANT SELECT ON t TO pg_monitor; GRANT UPDATE (b) ON t TO pg_monitor;"),
    Case(
      "grantees of default privileges", [.defaultPrivileges: ["PUBLIC"]],
      "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC;"),
  ])
  func whatIsIgnoredIsNotHashed(_ example: Case) async throws {
    let connection = try Connection(try await TestServer.database())
    try connection.execute(Self.table + example.sql)
    let ignoring = try CatalogReader.read("public", ignoring: example.ignored, over: connection)
    let all = try CatalogReader.read("public", over: connection)
    let expected = try await snapshot(after: Self.table + example.rest)
    #expect(text(ignoring) == text(expected))
    #expect(text(all) != text(expected), "the case shows nothing")
    #expect(ignoring.schema == all.schema)
  }

  /// pgschema goes on to manage the triggers of an ignored table, and then finds its indexes too.
  @Test func anIgnoredTableWithATriggerLeavesAStandIn() async throws {
    let connection = try Connection(try await TestServer.database())
    try connection.execute(
      Self.touch + """
        CREATE TABLE other (a int PRIMARY KEY, b int); CREATE INDEX other_b ON other (b);
        CREATE TRIGGER audit BEFORE INSERT ON other FOR EACH ROW EXECUTE FUNCTION touch();
        """)
    let found = try CatalogReader.read("public", ignoring: IgnoreRules([.tables: ["other"]]), over: connection)
    #expect(
      text(found).contains(
        """
        "tables":{"other":{"schema":"public","name":"other","type":"BASE_TABLE","is_external":true,"columns":[],\
        "constraints":{},"indexes":{"other_b":{"schema":"public","table":"other","name":"other_b","type":"REGULAR",\
        "method":"btree","columns":[{"name":"b","position":1,"direction":"ASC"}],"is_partial":false,\
        "is_expression":false}},"triggers":{"audit":{"schema":"public","table":"other","name":"audit",\
        "timing":"BEFORE","events":["INSERT"],"level":"ROW","function":"touch()"}},"rls_enabled":false,\
        "rls_forced":false,"policies":{},"dependencies":null,"is_partitioned":false}}
        """))
  }

  private func text(_ snapshot: SchemaSnapshot) -> String {
    String(decoding: snapshot.fingerprint.text, as: UTF8.self)
  }
}
