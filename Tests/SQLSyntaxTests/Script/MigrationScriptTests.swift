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

  @Test func anAllowanceBelongsToTheStatementBelowIt() throws {
    let script = try Self.script(
      "-- countersign:allow drop-table nobody reads it\nDROP TABLE a;\nDROP TABLE /* countersign:allow x */ b;\n-- countersign:allow y z\n"
    )
    #expect(script.allowances.map(\.statement) == [0, 1, nil])
    #expect(script.allowances.map(\.allowance.rule) == ["drop-table", "x", "y"])
    #expect(script.allowances.map(\.allowance.reason) == ["nobody reads it", "", "z"])
    #expect(script.allowances.first?.allowance.place == SourcePlace(file: "m.sql", line: 1, column: 1))
  }

  @Test func anAllowanceInAPlansStatementIsRead() {
    #expect(
      Allowance.all(in: "DROP TABLE a -- countersign:allow drop-table ok") == [Allowance("drop-table", reason: "ok")])
    #expect(Allowance.all(in: "SELECT '-- countersign:allow x'").isEmpty)
  }
}
