import MigrationCore
import Testing

@Suite struct SQLTextTests {
  /// The expectations are what `quote_ident` of PostgreSQL 18 prints.
  @Test(arguments: [
    ("users", "users"), ("_a1", "_a1"), ("Users", #""Users""#), ("1a", #""1a""#), ("a b", #""a b""#),
    ("a\"b", #""a""b""#), ("a$b", #""a$b""#), ("größe", #""größe""#), ("", #""""#), ("select", #""select""#),
    ("timestamp", #""timestamp""#), ("left", #""left""#), ("name", "name"), ("level", "level"),
    ("x; DROP TABLE users; --", #""x; DROP TABLE users; --""#),
  ])
  func quotesANameOnlyWhereItMust(_ name: String, _ sql: String) {
    #expect(SQLText("\(Identifier(name))").text == sql)
  }

  @Test(arguments: [
    ("", "''"), ("plain", "'plain'"), ("it's", "'it''s'"), (#"a\b"#, #"E'a\\b'"#), (#"\'; --"#, #"E'\\''; --'"#),
    ("two\nlines", "'two\nlines'"),
  ])
  func quotesEveryValue(_ value: String, _ sql: String) {
    #expect(SQLText("\(literal: StoredText(value))").text == sql)
  }

  @Test func quotesBothPartsOfAQualifiedName() {
    #expect(SQLText("DROP TABLE \(QualifiedName("My", "a.b"))").text == #"DROP TABLE "My"."a.b""#)
  }

  @Test func tellsARoleCalledLikeAKeywordFromPublic() {
    let roles: [SQLText] = ["\(Grantee.everyone)", "\(Grantee.role("user"))"]
    #expect(SQLText("TO \(roles, separator: ", ")").text == #"TO PUBLIC, "user""#)
  }

  @Test func twoSpellingsOfALetterAreTwoTexts() {
    #expect(SQLText("\(Identifier("\u{E9}"))") != SQLText("\(Identifier("e\u{301}"))"))
  }
}
