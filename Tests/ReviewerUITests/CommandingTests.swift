import MigrationCore
import ReviewerUI
import TerminalKit
import Testing

/// The command palette and help, which both run what they list.
@Suite struct CommandingTests {
  private static let preferences = ScreenPreferences(
    themes: ["default-dark", "default-light", "monochrome"], theme: "default-dark")

  private func reviewer() -> Reviewer {
    var configuration = Shop.configuration
    configuration.preferences = Self.preferences
    return Shop.reviewer(configuration: configuration)
  }

  private func lastRow(_ screen: some InteractiveScreen) -> String {
    let grid = screen.draw()
    return grid.text(row: grid.rows - 1)
  }

  // MARK: Palette

  @Test func everyActionOfTheScreenIsOfferedByNameWithItsKey() {
    for (action, keys) in Keymap.standard.actions(in: .review) where action != .palette {
      var reviewer = reviewer()
      reviewer.press(":")
      reviewer.type(action.rawValue)
      let first = reviewer.screen.split(separator: "\n").first { $0.contains("│ \(action.rawValue) ") }
      #expect(first?.contains(keys[0]) == true, "\(action)")
    }
  }

  @Test func theBestMatchComesFirst() {
    var reviewer = reviewer()
    reviewer.press(":")
    reviewer.type("wrap")
    #expect(reviewer.press("Enter").isEmpty)
    reviewer.press(":")
    reviewer.type("q")
    #expect(reviewer.press("Enter") == [.quit])
  }

  @Test(arguments: [
    ("undo", "nothing to undo"), ("search-next", "nothing was searched for yet"),
    ("redo", "nothing to redo"),
  ])
  func whatCannotBeDoneSaysWhyBeforeAndAfter(_ name: String, _ reason: String) {
    var reviewer = reviewer()
    reviewer.press("J :")
    reviewer.type(name)
    #expect(reviewer.screen.contains("✗ \(reason)"))
    #expect(reviewer.press("Enter") == [.bell])
    #expect(lastRow(reviewer).contains(reason))
  }

  @Test func signingSaysWhatIsStillWanted() {
    var reviewer = reviewer()
    reviewer.press(":")
    reviewer.type("sign")
    #expect(reviewer.screen.contains("✗ "))
    reviewer.press("Esc")
    GoldenScreenTests.ready(&reviewer)
    reviewer.press(":")
    reviewer.type("sign")
    #expect(reviewer.screen.contains("sign off: approve"))
  }

  @Test func anUnknownCommandSaysSo() {
    var reviewer = reviewer()
    reviewer.press(":")
    reviewer.type("zzz")
    #expect(reviewer.press("Enter") == [.bell])
    #expect(lastRow(reviewer).contains("no command is called zzz"))
  }

  @Test func aThemeIsChosenByCompletion() {
    var reviewer = reviewer()
    reviewer.press(":")
    reviewer.type("the")
    reviewer.press("Tab")
    #expect(reviewer.screen.contains("theme default-dark"))
    #expect(reviewer.screen.contains("✓ the one you see"))
    reviewer.type("mono")
    #expect(reviewer.press("Enter") == [.useTheme("monochrome")])
    reviewer.press("g t")
    let line = reviewer.screen.split(separator: "\n").first { $0.contains("✓ the one you see") }
    #expect(line?.contains("monochrome") == true)
  }

  @Test func aThemeMayBeAFile() {
    var browser = Shop.browser()
    browser.press("g t")
    browser.type("my/own.toml")
    #expect(browser.press("Enter") == [.useTheme("my/own.toml")])
  }

  @Test func theBrowserHasNoCommandsOfTheReview() {
    var browser = Shop.browser()
    browser.press(":")
    browser.type("sign")
    #expect(!browser.screen.contains("sign off"))
  }

  // MARK: Help

  @Test func helpIsFilteredAndRunsWhatIsChosen() {
    var reviewer = reviewer()
    reviewer.press("? f")
    reviewer.type("list of warn")
    reviewer.press("Enter")
    #expect(reviewer.screen.contains("filter: list of warn, 1 of "))
    reviewer.press("Enter")
    #expect(reviewer.screen.contains("drop-column") && !reviewer.screen.contains("keys: review"))
  }

  @Test func helpOfTheBrowserRunsToo() {
    var browser = Shop.browser()
    browser.press("j j j ? f")
    browser.type("what uses")
    browser.press("Enter Enter")
    #expect(browser.screen.contains("used by"))
  }

  @Test func escapeClearsTheFilterOfHelpBeforeItClosesIt() {
    var reviewer = reviewer()
    reviewer.press("? f")
    reviewer.type("fold")
    reviewer.press("Enter Esc")
    #expect(reviewer.screen.contains("keys: review") && !reviewer.screen.contains("filter: fold"))
    reviewer.press("Esc")
    #expect(!reviewer.screen.contains("keys: review"))
  }

  @Test(arguments: ["L", "W", "C", "s", "J J Enter"])
  func everyScreenHasHelpOfItsOwn(_ keys: String) {
    var reviewer = reviewer()
    reviewer.press(keys)
    reviewer.press("?")
    #expect(reviewer.screen.contains("keys: ") && !reviewer.screen.contains("keys: review"))
  }
}
