import ReviewerUI
import TerminalKit
import Testing

@Suite struct RebindingTests {
  private func rebound(_ wishes: [(String, [String])]) throws(KeyWishError) -> Keymap {
    try Keymap.standard.rebound(wishes.enumerated().map { KeyWish(action: $1.0, keys: $1.1, line: $0 + 1) })
  }

  private func reviewer(_ wishes: [(String, [String])]) throws -> Reviewer {
    var configuration = Shop.configuration
    configuration.preferences = ScreenPreferences(keymap: try rebound(wishes))
    return Shop.reviewer(configuration: configuration)
  }

  @Test func theNewKeyActsAndTheOldOneDoesNot() throws {
    var reviewer = try reviewer([("show-warnings", ["F5", "g z"])])
    #expect(reviewer.press("W") == [.bell])
    reviewer.press("g z")
    #expect(reviewer.screen.contains("drop-column"))
  }

  @Test func footerHelpAndPaletteShowTheNewKey() throws {
    var reviewer = try reviewer([("show-warnings", ["F5"])])
    #expect(reviewer.screen.contains("F5 warnings"))
    reviewer.press("? f")
    reviewer.type("list of warnings")
    #expect(reviewer.screen.contains(" F5  "))
    reviewer.press("Enter Esc Esc :")
    reviewer.type("show-warnings")
    #expect(reviewer.screen.contains("F5 │"))
  }

  @Test func sentencesNameTheNewKey() throws {
    var reviewer = try reviewer([("interrupt", ["C-g"])])
    reviewer.press("C-g")
    #expect(reviewer.screen.contains("C-g again quits"))
  }

  @Test func twoActionsMayChangePlaces() throws {
    let keymap = try rebound([("next-step", ["n", "C-n"]), ("search-next", ["J"])])
    #expect(keymap.match([.character("n")], in: .review) == .action(.nextStep))
    #expect(keymap.match([.character("J")], in: .review) == .action(.searchNext))
  }

  @Test func aKeyIsTakenFromTheActionThatHasItByItself() throws {
    let keymap = try rebound([("next-step", ["n", "C-n"])])
    #expect(keymap.match([.character("n")], in: .review) == .action(.nextStep))
    #expect(keymap.match([.control("n")], in: .review) == .action(.nextStep))
    // There is no next step in a list: the key is what it was.
    #expect(keymap.match([.character("n")], in: .warnings) == .action(.searchNext))
    #expect(keymap.unbound == [.searchNext])
  }

  @Test func anActionWithoutKeyIsSaidAndDoneByName() throws {
    var reviewer = try reviewer([("next-step", ["n"])])
    #expect(reviewer.screen.contains("[keys] leaves search-next without a key; : does it by name"))
    reviewer.press("/")
    reviewer.type("orders")
    reviewer.press("Enter :")
    reviewer.type("search-next")
    reviewer.press("Enter")
    #expect(reviewer.screen.contains("match 2 of"))
  }

  @Test func anActionWithAnotherKeyKeepsThat() throws {
    let keymap = try rebound([("next-step", ["b"])])
    #expect(keymap.match([.pageUp], in: .review) == .action(.pageUp))
    #expect(keymap.unbound.isEmpty)
  }

  @Test func whereTextIsTypedLettersStayText() throws {
    let keymap = try rebound([("move-down", ["&"]), ("open-in-editor", ["@"])])
    #expect(keymap.match([.character("&")], in: .palette) == .none)
    #expect(keymap.match([.down], in: .palette) == .action(.moveDown))
    #expect(keymap.match([.control("x")], in: .entry) == .action(.openInEditor))
  }

  @Test(arguments: [
    ("next-stop", ["n"], "there is no action next-stop", "did you mean next-step?"),
    ("next-step", ["nn"], "“nn” is no key", "several with a blank between them"),
    ("next-step", ["C-"], "“C-” is no key", "C-n"),
    ("next-step", [], "has no key", "leave the line out"),
    ("next-step", ["U"], "“U” is a key of undo (review)", "give undo other keys too"),
    ("next-step", ["z"], "“z” begins z z, a key of cursor-to-centre", "name another key"),
    ("next-step", ["g g x"], "“g g x” begins with g g, a key of first", "name another key"),
    ("next-step", ["Esc"], "“Esc” is the only key of cancel, which needs one", "give cancel other keys too"),
    ("next-step", ["5"], "a digit begins a count", "name another key"),
    ("next-step", ["C-q"], "terminals use it themselves", "name another key"),
  ])
  func whatCannotBeSaysWhyAndWhere(_ action: String, _ keys: [String], _ message: String, _ hint: String) {
    let error = #expect(throws: KeyWishError.self) { try rebound([("undo", ["U"]), (action, keys)]) }
    #expect(error?.line == 2)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    #expect(error?.hint.contains(hint) == true, "\(error?.hint ?? "")")
  }
}
