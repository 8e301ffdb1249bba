import SQLSyntax
import Testing

@Suite struct StatementSplitterTests {
  @Test(
    arguments: [
      ("", []),
      (" ; ;; -- nothing\n", []),
      ("SELECT 1; SELECT 2", ["SELECT 1", "SELECT 2"]),
      ("-- why\nSELECT 1;\n", ["-- why\nSELECT 1"]),
      ("SELECT ';'; SELECT \";\"", ["SELECT ';'", "SELECT \";\""]),
      ("SELECT $a$ ; $$ ; $a$; SELECT 2", ["SELECT $a$ ; $$ ; $a$", "SELECT 2"]),
      ("SELECT E'\\';'; SELECT 2", ["SELECT E'\\';'", "SELECT 2"]),
      ("SELECT /* ; /* ; */ ; */ 1; SELECT 2", ["SELECT /* ; /* ; */ ; */ 1", "SELECT 2"]),
      (
        "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3",
        ["CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)", "SELECT 3"]
      ),
      (
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3",
        ["CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END", "SELECT 3"]
      ),
      ("BEGIN; CREATE TABLE t (); END; SELECT 1", ["BEGIN", "CREATE TABLE t ()", "END", "SELECT 1"]),
      ("SELECT 'open; SELECT 2", ["SELECT 'open; SELECT 2"]),
    ] as [(String, [String])])
  func cutsAt(_ sql: String, _ expected: [String]) { #expect(StatementSplitter.statements(in: sql) == expected) }
}
