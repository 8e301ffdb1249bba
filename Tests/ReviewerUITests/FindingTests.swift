import MigrationCore
import ReviewerUI
import TerminalKit
import Testing

/// Filter and search, in review and browse.
@Suite struct FindingTests {
  private func lastRow(_ screen: some InteractiveScreen) -> String {
    let grid = screen.draw()
    return grid.text(row: grid.rows - 1)
  }

  /// The text painted as found, row by row.
  private func found(_ screen: some InteractiveScreen) -> [String] {
    let grid = screen.draw()
    return (0..<grid.rows).compactMap { row in
      var text = ""
      for column in 0..<grid.columns where grid[column, row].paint.role == .match {
        text.unicodeScalars.append(grid[column, row].scalar)
      }
      return text.isEmpty ? nil : text
    }
  }

  // MARK: Filter

  @Test func aFilterSaysHowMuchItLeaves() {
    var browser = Shop.browser()
    browser.press("f")
    browser.type("mail")
    #expect(lastRow(browser).contains("filter: mail") && lastRow(browser).contains("1 of "))
    #expect(found(browser) == ["mail"])
    browser.press("Enter")
    #expect(lastRow(browser).contains("filter: mail, 1 of ") && lastRow(browser).contains("Esc clears it"))
  }

  @Test func theLettersMayHaveOthersBetweenThem() {
    var reviewer = Shop.reviewer()
    reviewer.press("f")
    reviewer.type("lgyfl")
    #expect(reviewer.screen.contains("legacy_flag"))
    #expect(found(reviewer).allSatisfy { $0 == "lgyfl" })
  }

  @Test func whileItIsTypedEscapeLeadsBackToWhereOneWas() {
    var browser = Shop.browser()
    browser.press("j j j")
    let before = browser.draw()
    browser.press("f")
    browser.type("mail")
    browser.press("Esc")
    #expect(browser.draw() == before)
  }

  @Test func afterwardsEscapeShowsTheRestAroundWhatWasFound() {
    var browser = Shop.browser()
    browser.press("f")
    browser.type("mail")
    browser.press("Enter Esc")
    #expect(browser.screen.contains("column  public.users.email"), "the cursor stays on it")
    #expect(browser.screen.contains("orders"))
  }

  @Test func whatMatchesCanBeUnfoldedAndFolded() {
    var browser = Shop.browser()
    browser.press("f")
    browser.type("orders")
    browser.press("Enter")
    #expect(!browser.screen.contains("placed_at  timestamptz"))
    browser.press("l")
    #expect(browser.screen.contains("placed_at  timestamptz"), "its columns, though they do not match")
    browser.press("h")
    #expect(!browser.screen.contains("placed_at  timestamptz"))
  }

  @Test func aFilterThatLeavesNothingSaysSo() {
    var reviewer = Shop.reviewer()
    reviewer.press("f")
    reviewer.type("zzz")
    #expect(lastRow(reviewer).contains("0 of "))
    #expect(reviewer.screen.contains("nothing matches zzz"))
  }

  // MARK: Search

  @Test func aSearchGoesAlongAsOneTypesAndBackWithEachLetterTaken() {
    var browser = Shop.browser()
    browser.press("/")
    browser.type("email")
    #expect(lastRow(browser).contains("1 of 1"))
    #expect(browser.screen.contains("column  public.users.email"))
    browser.type("x")
    #expect(lastRow(browser).contains("not found"))
    for _ in 1...6 { browser.press("Backspace") }
    #expect(browser.screen.contains("schema  public"))
  }

  @Test(arguments: ["j j j j", "J J Enter", "L j", "W j", "?", "Tab"])
  func escapeLeadsBackToWhereTheSearchSetOut(_ keys: String) {
    var reviewer = Shop.reviewer()
    reviewer.press(keys)
    let before = reviewer.draw()
    reviewer.press("/")
    reviewer.type("e")
    reviewer.press("Esc")
    #expect(reviewer.draw() == before)
  }

  @Test func stepsPassedOnTheWayCountAsUnseen() {
    var reviewer = Shop.reviewer()
    let seen = reviewer.progress.seen
    reviewer.press("/")
    reviewer.type("email_verified")
    reviewer.press("Esc")
    #expect(reviewer.progress.seen == seen)
  }

  @Test func theNextMatchesAreCountedAndGoRound() {
    var reviewer = Shop.reviewer()
    reviewer.press("L /")
    reviewer.type("public")
    reviewer.press("Enter")
    #expect(lastRow(reviewer).contains("match 1 of "))
    reviewer.press("n")
    #expect(lastRow(reviewer).contains("match 2 of "))
    reviewer.press("2 n")
    #expect(lastRow(reviewer).contains("match 4 of "))
    reviewer.press("3 N N")
    #expect(!lastRow(reviewer).contains("match 1 of "), "before the first comes the last")
  }

  @Test func anEmptySearchRepeatsTheOneBefore() {
    var reviewer = Shop.reviewer()
    reviewer.press("L /")
    reviewer.type("public")
    reviewer.press("Enter / Enter")
    #expect(lastRow(reviewer).contains("match 2 of "))
  }

  @Test(arguments: ["J J", "L", "W", "J J Enter", "Tab"])
  func whatIsFoundIsMarkedUntilEscape(_ keys: String) {
    var reviewer = Shop.reviewer()
    reviewer.press(keys)
    #expect(found(reviewer).isEmpty)
    reviewer.press("/")
    reviewer.type("E")
    reviewer.press("Enter")
    let before = reviewer.draw()
    #expect(!found(reviewer).isEmpty)
    #expect(found(reviewer).allSatisfy { $0.allSatisfy { "eE".contains($0) } })
    reviewer.press("Esc")
    #expect(found(reviewer).isEmpty)
    #expect(reviewer.draw().text(row: 0) == before.text(row: 0), "nothing is closed by that")
  }
}
