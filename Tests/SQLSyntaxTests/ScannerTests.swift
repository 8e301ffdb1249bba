import MigrationCore
import SQLSyntax
import Testing

@Suite struct ScannerTests {
  /// `[role]text` for every token, which reads better than offsets.
  static func spelled(_ sql: String) -> String {
    let bytes = Array(sql.utf8)
    return Scanner.tokens(of: sql).map { "\($0.role):\(String(decoding: bytes[$0.range], as: UTF8.self))" }
      .joined(separator: " ")
  }

  @Test(arguments: [
    (
      "ALTER TABLE users ADD COLUMN name varchar(20) DEFAULT 'x';",
      "keyword:ALTER keyword:TABLE name:users keyword:ADD keyword:COLUMN name:name type:varchar number:20 keyword:DEFAULT string:'x'"
    ),
    ("alter table users", "keyword:alter keyword:table name:users"),
    ("SELECT a.name, $1 -- why", "keyword:SELECT name:a name:name parameter:$1 comment:-- why"),
    ("SELECT é = 1", "keyword:SELECT name:é operator:= number:1"),
    ("x::pg_catalog.int4", "name:x operator::: name:pg_catalog type:int4"),
    ("s.text", "name:s name:text"),
    ("SELECT \"A b\" /* c */", "keyword:SELECT name:\"A b\" comment:/* c */"),
    ("a timestamp with time zone", "name:a type:timestamp keyword:with type:time keyword:zone"),
  ])
  func tellsRolesApart(_ sql: String, _ expected: String) { #expect(Self.spelled(sql) == expected) }

  @Test(arguments: [
    ("DROP TABLE t; SELECT 'open", "keyword:DROP keyword:TABLE name:t keyword:SELECT string:'open"),
    ("SELECT $$ open", "keyword:SELECT string:$$ open"),
    ("DROP /* open", "keyword:DROP comment:/* open"),
    ("DROP TABLE \"open", "keyword:DROP keyword:TABLE name:\"open"),
    ("SELECT 1\u{0}2", "keyword:SELECT number:1 number:2"),
  ])
  func coloursWhatPostgresqlCannotScan(_ sql: String, _ expected: String) { #expect(Self.spelled(sql) == expected) }

  @Test func neverOverlapsNorLeavesTheTextOnRandomBytes() {
    var generator = SystemRandomNumberGenerator()
    let alphabet: [UInt8] = Array("'\"$-/*;()[].,:eEuU&bx01 \n\\\u{E9}".utf8) + [0, 0x80, 0xC3, 0xFF, 0xF0]
    for _ in 0..<3000 {
      let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in alphabet.randomElement(using: &generator)!
      }
      var end = 0
      for token in Scanner.tokens(of: bytes) {
        #expect(token.range.lowerBound >= end && !token.range.isEmpty && token.range.upperBound <= bytes.count)
        end = token.range.upperBound
      }
    }
  }

  @Test func readsTenMegabytes() {
    let long = "SELECT '" + String(repeating: "x", count: 10_000_000) + "'"
    #expect(Scanner.tokens(of: long).count == 2)
    #expect(Scanner.tokens(of: String(long.dropLast())).count == 2)
  }
}
