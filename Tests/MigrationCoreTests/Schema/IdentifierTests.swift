import MigrationCore
import Testing

@Suite struct IdentifierTests {
  @Test func composedAndDecomposedNamesAreTwo() {
    #expect(Identifier("\u{E9}") != Identifier("e\u{301}"))
    #expect(Set([Identifier("\u{E9}"), Identifier("e\u{301}")]).count == 2)
  }

  @Test func namesAreInByteOrder() {
    let names: [Identifier] = ["a", "B", "_", "é", "z", "aa", ""]
    #expect(names.sorted() == ["", "B", "_", "a", "aa", "z", "é"])
  }

  @Test func textOfTheCatalogsIsComparedAsBytes() {
    #expect(CatalogSQL("'\u{E9}'") != CatalogSQL("'e\u{301}'"))
    #expect(Set([StoredText("\u{E9}"), StoredText("e\u{301}")]).count == 2)
    #expect([StoredText("b"), StoredText("B"), StoredText("")].sorted() == ["", "B", "b"])
  }

  @Test(arguments: [("fillfactor=70", "fillfactor", "70"), ("x", "x", ""), ("a=b=c", "a", "b=c"), ("a=", "a", "")])
  func anOptionIsSplitAtTheFirstSign(_ stored: String, _ name: String, _ value: String) {
    #expect(StorageOption(stored: stored) == StorageOption(name: Identifier(name), value: StoredText(value)))
  }
}
