import MigrationCore
import Testing

@Suite struct IgnoreRulesTests {
  @Test(arguments: [
    (["temp_*"], "temp_a", true), (["temp_*"], "a_temp_", false), (["temp_*", "!temp_keep"], "temp_keep", false),
    (["!a"], "b", false), (["a?c"], "abc", true), (["a?c"], "ac", false), (["[a-c]x"], "bx", true),
    (["[^a-c]x"], "bx", false), (["*a*b"], "xxayyb", true), (["*"], "a/b", false), (["a\\*"], "a*", true),
    (["a\\*"], "ab", false), (["[a"], "[a", true), (["[a"], "a", false), (["Ä*"], "Äb", true), (["A"], "a", false),
  ])
  func aNameIsIgnoredByItsPatterns(_ patterns: [String], _ name: String, _ isIgnored: Bool) {
    #expect(IgnoreRules([.tables: patterns]).ignores(.tables, Identifier(name)) == isIgnored)
  }

  @Test func rightsOnWhatIsIgnoredGoWithIt() {
    var schema = DatabaseSchema(name: "public")
    schema.tables = [Table(name: "temp_a"), Table(name: "b")]
    let grant = Grant(grantee: .role("app"), grantor: "boss", right: "SELECT", isGrantable: false)
    schema.privileges = ["temp_a", "b"].map {
      Privilege(object: ObjectID(.table, "public", $0), owner: "boss", grants: [grant])
    }
    let rest = IgnoreRules([.tables: ["temp_*"]]).applied(to: schema)
    #expect(rest.tables.map(\.name) == ["b"])
    #expect(rest.privileges.map(\.object.name) == ["b"])
    #expect(IgnoreRules([.privileges: ["a*"]]).applied(to: schema).privileges.flatMap(\.grants).isEmpty)
  }
}
