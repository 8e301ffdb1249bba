import MigrationCore
import SQLSyntax
import Testing

@Suite struct MigrationScriptTests {
  static func script(_ text: String) throws -> SQLScript {
    try SQLScript(paths: ["m.sql"], for: .migration) { _ in .text(Array(text.utf8)) }
  }

  @Test func psqlsCommandsArePassedOverAndTold() throws {
    let script = try Self.script("\\set x 1\nSELECT 1 \\gset\n\\d orders\nSELECT 2;\n")
    #expect(script.statements.map(\.sql) == ["SELECT 1", "SELECT 2"])
    #expect(script.commands.map(\.name) == ["set", "gset", "d"])
    #expect(script.commands.map(\.statement) == [0, 1, 1])
    #expect(script.commands.map { "\($0.place)" } == ["m.sql:1:1", "m.sql:2:10", "m.sql:3:1"])
  }

  @Test func whatMayNotRunIsNotIncluded() throws {
    let script = try Self.script("\\if false\n\\i gone.sql\n\\endif\nSELECT 1")
    #expect(script.commands.map(\.name) == ["if", "i", "endif"] && script.statements.count == 1)
  }

  @Test func copiedRowsArePassedOver() throws {
    let script = try Self.script("COPY t FROM stdin;\n1\t'\n;\n\\.\nSELECT 1;\n\\COPY u from stdin\n'\n\\.\nSELECT 2")
    #expect(script.statements.map(\.sql) == ["COPY t FROM stdin", "SELECT 1", "SELECT 2"])
  }

  @Test func backslashesEscapeWhereStringsAreNotStandard() throws {
    let script = try Self.script(
      """
      SELECT 'a\\'; set Standard_Conforming_Strings to 'off'; SELECT 'b\\'; c'; SET LOCAL standard_conforming_strings = on;
      SELECT 'd\\'; SET standard_conforming_strings = false; SELECT 'e\\';'; RESET ALL; SELECT 'f\\'
      """)
    let selects = script.statements.map(\.sql).filter { $0.hasPrefix("SELECT") }
    #expect(selects == ["SELECT 'a\\'", "SELECT 'b\\'; c'", "SELECT 'd\\'", "SELECT 'e\\';'", "SELECT 'f\\'"])
    let facts = StatementParser(schema: "public").facts(of: script.statements.map(\.sql))
    #expect(facts.filter(\.isAnalysed).count == facts.count)
  }

  @Test func rowsFollowTheLineThatSendsTheirCopies() throws {
    let script = try Self.script(
      "COPY t FROM stdin\\; COPY u FROM stdin\\; SELECT 1; SELECT 2;\n1'\n\\.\n2;\n\\.\nSELECT 3;")
    #expect(
      script.statements.map(\.sql) == ["COPY t FROM stdin", "COPY u FROM stdin", "SELECT 1", "SELECT 2", "SELECT 3"])
    #expect(script.commands.isEmpty)
  }

  @Test(
    arguments: [
      ("\\set n 5\nSELECT :n, :'n', :\"n\", a::n, ':n', a[1:2];", "SELECT 5, '5', \"5\", a::n, ':n', a[1:2]"),
      ("\\set s 'it''s \\\\ one'\nSELECT :'s';", "SELECT  E'it''s \\\\ one'"),
      ("\\set a x\n\\set b :a _ y 'z 1'\nTABLE :b;", "TABLE x_yz 1"),
      ("\\set a x\n\\unset a\nTABLE :a;", "TABLE :a"),
      ("\\set a x\n\\set b :{?a}\nSELECT :{?a}, :{?b}, :b, :{?c};", "SELECT TRUE, TRUE, TRUE, :{?c}"),
      ("\\set a `date`\nTABLE :a;", "TABLE :a"),
      ("\\set a x\n\\set a :other\nTABLE :a;", "TABLE :a"),
    ])
  func psqlsVariablesThatTheFileSetsArePutIn(_ text: String, _ sql: String) throws {
    #expect(try Self.script(text).statements.map(\.sql) == [sql])
  }

  @Test func itIsKnownWhichVariablesWerePutIn() throws {
    let script = try Self.script("\\set a x\nSELECT :a, :a, :'a', :b;\nSELECT 1;")
    #expect(script.statements.map(\.variables) == [[":a", ":'a'"], []])
  }

  @Test func aFileDoesNotKnowTheVariablesOfTheOneBeforeIt() throws {
    let script = try SQLScript(paths: ["a.sql", "b.sql"], for: .migration) { path in
      .text(Array((path == "a.sql" ? "\\set a x\nTABLE :a;" : "TABLE :a;").utf8))
    }
    #expect(script.statements.map(\.sql) == ["TABLE x", "TABLE :a"])
  }

  @Test func anAllowanceBelongsToTheStatementBelowIt() throws {
    let script = try Self.script(
      "-- countersign:allow drop-table nobody reads it\nDROP TABLE a;\nDROP TABLE /* countersign:allow x */ b;\n-- countersign:allow y z\n"
    )
    #expect(script.allowances.map(\.statement) == [0, 1, nil])
    #expect(script.allowances.map(\.allowance.rule) == ["drop-table", "x", "y"])
    #expect(script.allowances.map(\.allowance.reason) == ["nobody reads it", "", "z"])
    #expect(script.allowances.first?.allowance.place == SourcePlace(file: "m.sql", line: 1, column: 1))
  }

  @Test func anAllowanceBehindAStatementInItsLineBelongsToIt() throws {
    let script = try Self.script("DROP TABLE a; -- countersign:allow x ok\n-- countersign:allow y ok\nDROP TABLE b;")
    #expect(script.allowances.map(\.statement) == [0, 1])
  }

  @Test func anAllowanceMayNameSeveralRules() {
    let one = Allowance.all(in: "DROP TABLE a -- countersign:allow x, y,z all of it")
    #expect(one.map(\.rule) == ["x", "y", "z"] && one.allSatisfy { $0.reason == "all of it" })
  }

  @Test func anAllowanceInAPlansStatementIsRead() {
    #expect(
      Allowance.all(in: "DROP TABLE a -- countersign:allow drop-table ok") == [Allowance("drop-table", reason: "ok")])
    #expect(Allowance.all(in: "SELECT '-- countersign:allow x'").isEmpty)
  }
}
