import MigrationCore
import SQLSyntax
import Testing

/// Rename hints are read with what they are about; what looks like one and is none is an error.
@Suite struct RenameHintTests {
  @Test(
    arguments: [
      ("-- countersign:rename old\nCREATE TABLE t (a int)", ["table t <- old"]),
      (
        "-- a header\n\n--countersign:rename \"Old one\"\n-- more\nCREATE TABLE IF NOT EXISTS s.t ()",
        ["table s.t <- Old one"]
      ),
      ("-- countersign:rename s.Old\nCREATE TABLE t ()", ["table t <- s.old"]),
      (
        """
        CREATE TABLE "T" (
          id int,
          -- countersign:rename nam
          name text DEFAULT f(1, 2),
          -- countersign:rename t_check
          CONSTRAINT c CHECK (name <> '')
        )
        """, ["column T.name <- nam", "constraint T.c <- t_check"]
      ),
      ("CREATE TABLE t (\n-- countersign:rename b\na int)", ["column t.a <- b"]),
      ("CREATE TYPE e AS ENUM (\n'a',\n-- countersign:rename 'it''s'\n'b')", ["enum label e.b <- it's"]),
      ("CREATE TYPE c AS (\n-- countersign:rename x\ny int)", ["column c.y <- x"]),
      (
        "-- countersign:rename i\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS j ON ONLY s.t (a)",
        ["index s.t.j <- i"]
      ),
      ("-- countersign:rename a\nALTER TABLE ONLY s.t ADD COLUMN IF NOT EXISTS b int", ["column s.t.b <- a"]),
      ("-- countersign:rename a\nALTER TABLE t\n  ADD CONSTRAINT b CHECK (true)", ["constraint t.b <- a"]),
      ("-- countersign:rename a\nCREATE OR REPLACE FUNCTION s.b(int) RETURNS int RETURN 1", ["function s.b <- a"]),
      ("-- countersign:rename a\nCREATE MATERIALIZED VIEW b AS SELECT 1", ["materialized view b <- a"]),
      (
        "-- countersign:rename a\nCREATE CONSTRAINT TRIGGER b AFTER UPDATE OF c ON t FOR EACH ROW EXECUTE FUNCTION f()",
        ["trigger t.b <- a"]
      ),
      ("-- countersign:rename a\nCREATE POLICY b ON t", ["policy t.b <- a"]),
      ("-- countersign:rename a\nCREATE TEXT SEARCH CONFIGURATION b (COPY = c)", ["text search configuration b <- a"]),
      ("-- countersign:rename a\nCREATE DOMAIN b AS int", ["domain b <- a"]),
      ("SELECT 'x' -- the countersign:rename of old\n", []),
    ] as [(String, [String])])
  func reads(_ sql: String, _ expected: [String]) throws {
    let script = try SQLScript(paths: ["m"]) { _ in .text(Array(sql.utf8)) }
    let found = script.renames.map { rename in
      let kind =
        switch rename.subject.kind {
        case .object(let kind): kind.rawValue
        case .enumLabel: "enum label"
        case .ofDatabase: "?"
        }
      let name = [rename.subject.schema, rename.subject.name, rename.subject.member].compactMap { $0?.text }
      let old = [rename.oldSchema, rename.oldName].compactMap { $0?.text }
      return "\(kind) \(name.joined(separator: ".")) <- \(old.joined(separator: "."))"
    }
    #expect(found == expected)
  }

  @Test(arguments: [
    (
      "-- countersign:rename\nCREATE TABLE t ()",
      "m:1:1: a rename hint needs one old name, with double quotes where SQL needs them"
    ),
    (
      "-- countersign:rename a b\nCREATE TABLE t ()",
      "m:1:1: a rename hint needs one old name, with double quotes where SQL needs them"
    ),
    (
      "-- countersign:renamed a\nCREATE TABLE t ()",
      "m:1:1: the hints there are: countersign:rename and countersign:allow"
    ),
    ("CREATE TABLE t (a int, -- countersign:rename b\nc int)", "m:1:24: a rename hint stands on a line of its own"),
    (
      "-- countersign:rename a\n-- countersign:rename b\nCREATE TABLE t ()",
      "m:2:1: there are two rename hints for one object"
    ),
    ("CREATE TABLE t ();\n-- countersign:rename a\n", "m:2:1: there is nothing below this hint"),
    ("-- countersign:rename a\n\\i x\n", "m:1:1: an include stands below this hint"),
    (
      "-- countersign:rename a\nGRANT SELECT ON t TO r",
      "m:1:1: the statement below this hint creates nothing that could have been renamed"
    ),
    (
      "CREATE TABLE t (a int\n-- countersign:rename a\nNOT NULL)",
      "m:2:1: no column or value begins here that could have been renamed"
    ),
  ])
  func refuses(_ sql: String, _ message: String) {
    let error = #expect(throws: ScriptError.self) { try SQLScript(paths: ["m"]) { _ in .text(Array(sql.utf8)) } }
    #expect(error?.description == message)
    #expect(error?.code == .badHint)
  }
}
