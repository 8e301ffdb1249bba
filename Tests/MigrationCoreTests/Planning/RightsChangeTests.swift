import Testing

@testable import MigrationCore

/// A role's rights before and after, and the statements between: `r` a right, `r*` one that can be passed on.
private struct Row: CustomTestStringConvertible {
  var before: String
  var after: String
  var statements: [String]
  var regranting = false

  var testDescription: String { "\(before) to \(after)" }

  static let all = [
    Row(before: "", after: "SELECT", statements: ["create GRANT SELECT ON TABLE t TO app"]),
    Row(before: "SELECT", after: "", statements: ["drop REVOKE SELECT ON TABLE t FROM app"]),
    Row(
      before: "INSERT SELECT", after: "DELETE SELECT UPDATE",
      statements: ["alter REVOKE INSERT ON TABLE t FROM app", "alter GRANT DELETE, UPDATE ON TABLE t TO app"]),
    Row(
      before: "SELECT", after: "INSERT* SELECT*",
      statements: [
        "alter GRANT INSERT ON TABLE t TO app WITH GRANT OPTION",
        "alter GRANT SELECT ON TABLE t TO app WITH GRANT OPTION",
      ]),
    Row(
      before: "SELECT", after: "INSERT* SELECT*",
      statements: [
        "alter GRANT INSERT ON TABLE t TO app WITH GRANT OPTION", "alter REVOKE SELECT ON TABLE t FROM app",
        "alter GRANT SELECT ON TABLE t TO app WITH GRANT OPTION",
      ], regranting: true),
    Row(
      before: "SELECT*", after: "SELECT",
      statements: ["alter REVOKE GRANT OPTION FOR SELECT ON TABLE t FROM app"]),
    Row(
      before: "SELECT", after: "SELECT UPDATE*",
      statements: ["create GRANT UPDATE ON TABLE t TO app WITH GRANT OPTION"]),
    Row(before: "SELECT UPDATE*", after: "SELECT", statements: ["drop REVOKE UPDATE ON TABLE t FROM app"]),
    Row(before: "SELECT*", after: "SELECT*", statements: []),
  ]

  static func grants(_ text: String) -> [Grant] {
    text.split(separator: " ").map { word in
      Grant(
        grantee: .role("app"), grantor: "owner", right: String(word.prefix { $0 != "*" }),
        isGrantable: word.hasSuffix("*"))
    }
  }
}

@Test(arguments: Row.all) private func aChangeOfRightsIsToldAndCountedAsPgschemaDoes(row: Row) {
  let change = RightsChange(Row.grants(row.before), Row.grants(row.after), regranting: row.regranting)
  let told = change.statements.map { statement in
    let sql = statement.sql(on: "TABLE t", .role("app"))
    return "\(statement.operation.rawValue) \(sql.text)"
  }
  #expect(told == row.statements)
}
