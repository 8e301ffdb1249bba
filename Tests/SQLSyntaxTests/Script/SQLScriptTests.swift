import MigrationCore
import SQLSyntax
import Testing

/// Files become statements with their places, in psql's order.
@Suite struct SQLScriptTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var files: [String: String]
    /// `place sql` each.
    var statements: [String]

    init(_ name: String, _ files: [String: String], _ statements: [String]) {
      (testDescription, self.files, self.statements) = (name, files, statements)
    }
  }

  @Test(arguments: [
    Case("nothing", ["main.sql": " \n-- only a comment\n;"], []),
    Case(
      "statements know their line and column", ["main.sql": "SELECT 1; SELECT 2;\n\n  -- why\n  SELECT\n3"],
      ["main.sql:1:1 SELECT 1", "main.sql:1:11 SELECT 2", "main.sql:4:3 SELECT\n3"]),
    Case(
      "columns are characters", ["main.sql": "/* äöü€🙂 */ SELECT 'ä'; SELECT 2"],
      ["main.sql:1:13 SELECT 'ä'", "main.sql:1:25 SELECT 2"]),
    Case("a byte order mark is left out", ["main.sql": "\u{FEFF}SELECT 1"], ["main.sql:1:1 SELECT 1"]),
    Case(
      "lines may end as on Windows", ["main.sql": "SELECT 1;\r\nSELECT 2;\r\n"],
      [
        "main.sql:1:1 SELECT 1", "main.sql:2:1 SELECT 2",
      ]),
    Case(
      "dollar quotes, parentheses and atomic bodies keep their semicolons",
      [
        "main.sql": """
        DO $x$ BEGIN; \\i no $$ ; $x$;
        CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;
        CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2);
        """
      ],
      [
        "main.sql:1:1 DO $x$ BEGIN; \\i no $$ ; $x$",
        "main.sql:2:1 CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END",
        "main.sql:3:1 CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)",
      ]),
    Case(
      "includes are relative to the file that they stand in",
      [
        "db/main.sql": "SELECT 1;\n\\i types/a.sql\n  \\ir types/b.sql;\nSELECT 5",
        "db/types/a.sql": "SELECT 2;\n\\include more/c.sql -- why\n", "db/types/more/c.sql": "SELECT 3",
        "db/types/b.sql": "\\include_relative './more/c.sql'\nSELECT 4",
      ],
      [
        "db/main.sql:1:1 SELECT 1", "db/types/a.sql:1:1 SELECT 2", "db/types/more/c.sql:1:1 SELECT 3",
        "db/types/more/c.sql:1:1 SELECT 3", "db/types/b.sql:2:1 SELECT 4", "db/main.sql:4:1 SELECT 5",
      ]),
    Case(
      "a folder is read by name, its folders in their place, and only .sql",
      [
        "main.sql": "\\i parts/\n", "parts/b.sql": "SELECT 3", "parts/B.sql": "SELECT 1", "parts/a/z.sql": "SELECT 2",
        "parts/README": "none",
      ], ["parts/B.sql:1:1 SELECT 1", "parts/a/z.sql:1:1 SELECT 2", "parts/b.sql:1:1 SELECT 3"]),
    Case(
      "what pg_dump writes around its output is nothing",
      ["main.sql": "\\restrict x\n\\set ON_ERROR_STOP on\n\\echo hello\n\\encoding UTF8\nSELECT 1;\n\\unrestrict x\n"],
      ["main.sql:5:1 SELECT 1"]),
    Case(
      "an include in a comment is none", ["main.sql": "/* \\i x.sql */ -- \\i y.sql\nSELECT 1"],
      [
        "main.sql:2:1 SELECT 1"
      ]),
  ])
  func reads(_ example: Case) throws {
    let main = example.files.keys.first { $0.hasSuffix("main.sql") } ?? ""
    let script = try SQLScript(paths: [main], file: Self.disk(example.files))
    #expect(script.statements.map { "\($0.place) \($0.sql)" } == example.statements)
  }

  @Test func aNamedFolderIsReadWhole() throws {
    let disk = Self.disk(["db/a.sql": "\\i sub/x.sql\n", "db/sub/x.sql": "SELECT 1", "other.sql": "SELECT 2"])
    for folder in ["db", "db/"] {
      let script = try SQLScript(paths: ["other.sql", folder], file: disk)
      #expect(
        script.statements.map { "\($0.place)" } == ["other.sql:1:1", "db/sub/x.sql:1:1", "db/sub/x.sql:1:1"])
    }
  }

  @Test(
    arguments: [
      (
        "\\i a.sql\n", ["a.sql": "\n \\i main.sql"],
        "a.sql:2:2: the includes go round in a circle: main.sql → a.sql → main.sql"
      ),
      ("\\i ./main.sql\n", [:], "main.sql:1:1: the includes go round in a circle: main.sql → main.sql"),
      ("SELECT 1;\n\\i none.sql", [:], "main.sql:2:1: none.sql does not exist"),
      ("\\i x/../../b.sql", [:], "main.sql:1:1: \\i x/../../b.sql: it leads out of the folder of this file"),
      ("\\i /etc/passwd", [:], "main.sql:1:1: \\i /etc/passwd: an absolute path says nothing on another machine"),
      ("\\i a", ["a/b.sql": ""], "main.sql:1:1: a is a folder"),
      ("\\i a.sql/", ["a.sql": ""], "main.sql:1:1: a.sql is a file"),
      ("\\i", [:], "main.sql:1:1: psql's \\i is not understood here"),
      ("\\i a.sql b.sql", ["a.sql": ""], "main.sql:1:1: psql's \\i is not understood here"),
      ("SELECT 1\n  \\i a.sql\n", ["a.sql": ""], "main.sql:2:3: \\i stands inside the statement that begins in line 1"),
      ("SELECT 1 \\gexec\n", [:], "main.sql:1:10: \\gexec stands inside the statement that begins in line 1"),
      ("\\set x 1\n", [:], "main.sql:1:1: psql's \\set is not understood here"),
      ("ä \\connect db\n", [:], "main.sql:1:3: \\connect stands inside the statement that begins in line 1"),
      ("\\! rm\n", [:], "main.sql:1:1: psql's \\! is not understood here"),
      (
        "SELECT 1;\nCOPY t (a) FROM stdin;\n1\n\\.\n", [:],
        "main.sql:2:1: COPY … FROM stdin brings rows, and the desired state is without rows"
      ),
      ("1\n\\.\n", [:], "main.sql:2:1: psql's \\. is not understood here"),
      ("SELECT 'ä\u{0}'", [:], "main.sql:1:10: a zero byte, which PostgreSQL cannot take"),
    ] as [(String, [String: String], String)])
  func refuses(_ main: String, _ others: [String: String], _ message: String) {
    let error = #expect(throws: ScriptError.self) {
      try SQLScript(paths: ["main.sql"], file: Self.disk(others.merging(["main.sql": main]) { $1 }))
    }
    #expect(error?.description == message)
    #expect(error?.hint.isEmpty == false)
  }

  @Test func whatIsNoUTF8IsRefusedWhereItStands() {
    let error = #expect(throws: ScriptError.self) {
      try SQLScript(paths: ["main.sql"]) { _ in .text(Array("SELECT 1;\nä".utf8) + [0xE4, 0x20]) }
    }
    #expect(error?.description == "main.sql:2:2: this is not UTF-8")
  }

  @Test func aFileThatIsNotThereIsNamed() {
    let error = #expect(throws: ScriptError.self) { try SQLScript(paths: ["no.sql"]) { _ in .missing } }
    #expect(error?.description == "no.sql does not exist")
  }

  @Test func wordsAreAllThatIsMentioned() throws {
    let script = try SQLScript(
      paths: ["m"], file: Self.disk(["m": "SELECT nextval('Shop.x'), \"A b\".c FROM t -- note\n"]))
    for word in ["Shop", "shop", "x", "A b", "c", "note", "nextval"] as [Identifier] {
      #expect(script.words.contains(word), "\(word)")
    }
  }

  /// Files and, made of their paths, folders.
  static func disk(_ files: [String: String]) -> (String) -> ScriptFile {
    { path in
      let wanted = path.hasSuffix("/") ? String(path.dropLast()) : path
      if let text = files[wanted] { return .text(Array(text.utf8)) }
      let inside = files.keys.filter { $0.hasPrefix("\(wanted)/") }.map { $0.dropFirst(wanted.count + 1) }
      guard !inside.isEmpty else { return .missing }
      let names = inside.map { $0.contains("/") ? "\($0.prefix { $0 != "/" })/" : String($0) }
      return .folder(Set(names).sorted(by: >))
    }
  }
}
