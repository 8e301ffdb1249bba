import ReviewerUI
import TerminalKit
import Testing

@Suite struct ScreenScriptTests {
  @Test(
    arguments: [
      ("J K", [.press(.character("J")), .press(.character("K"))]),
      ("  Enter   C-d # down", [.press(.enter), .press(.control("d"))]),
      ("zo gg ]c", "zogg]c".unicodeScalars.map { .press(.character($0)) }),
      ("5j 12 3Down", "5j123".unicodeScalars.map { .press(.character($0)) } + [.press(.down)]),
      (
        "c \"why # nullable?\" Enter",
        [.press(.character("c")), .type("why # nullable?"), .press(.enter)]
      ),
      (": Esc", [.press(.character(":")), .press(.escape)]),
      (":wait idle", [.waitUntilIdle]),
      (":wait key", [.waitForKey]),
      (":wait 1.5", [.wait(milliseconds: 1500)]),
      (":wait for 3 of 14", [.waitForText("3 of 14")]),
      (":resize 100x30", [.resize(columns: 100, rows: 30)]),
      (":save-screen out/a b.svg", [.saveScreen("out/a b.svg")]),
      (":caption Two trees # one cursor", [.caption("Two trees # one cursor")]),
      (":caption", [.caption(nil)]),
      ("# J", []),
      ("", []),
    ] as [(String, [ScreenScript.Command])])
  func aLineReadsAs(_ line: String, _ commands: [ScreenScript.Command]) throws {
    #expect(try ScreenScript(line, file: "t").lines.map(\.command) == commands)
  }

  @Test(arguments: [
    ("Entr", "Entr is no key of any screen"),
    ("J jjK", "jjK is no key of any screen"),
    ("\"open", "a \" is not closed"),
    (":wiat idle", "there is no command :wiat"),
    (":wait", ":wait needs idle, key, for TEXT, or seconds from 0 to 3600"),
    (":wait -1", ":wait needs idle, key, for TEXT, or seconds from 0 to 3600"),
    (":wait nan", ":wait needs idle, key, for TEXT, or seconds from 0 to 3600"),
    (":resize 100", ":resize needs a size such as 100x30"),
    (":resize 0x9999", ":resize needs a size such as 100x30"),
    (":save-screen", ":save-screen needs the name of a file"),
    ("\u{1B}[31m", "<ESC>[31m is no key of any screen"),
  ])
  func anUnknownLineIsNamed(_ line: String, _ reason: String) {
    #expect {
      try ScreenScript("J\n\n\(line)\nK", file: "tour.script")
    } throws: { error in
      (error as? ScreenScriptError)?.message == "tour.script:3: \(reason)"
    }
  }

  @Test func linesKeepTheirNumbers() throws {
    let script = try ScreenScript("# title\nJ K\n\n:wait idle\n", file: "t")
    #expect(script.lines.map(\.number) == [2, 2, 4])
  }

  @Test func aCaptionCoversNothingWhereThereIsRoom() {
    var grid = Grid(columns: 80, rows: 24)
    for row in [3, 20, 22] {
      grid.put(StyledText(String(repeating: "x", count: 80)), column: 0, row: row, width: 80)
    }
    grid.drawCaption("One step.")
    #expect(grid.text(row: 18).contains("One step."))
    for row in [3, 20, 22] { #expect(grid.text(row: row) == String(repeating: "x", count: 80)) }
  }

  @Test func aCaptionStandsAboveTheKeysAndWhatIsTyped() throws {
    var reviewer = Shop.reviewer()
    var grid = reviewer.draw()
    grid.drawCaption("Two trees, one cursor: what is there today, and what the plan makes of it, beside each other.")
    try expectScreen("caption-80x24", grid)
    reviewer.press("c")
    reviewer.type("why nullable?")
    grid = reviewer.draw()
    grid.drawCaption("A comment is typed.")
    try expectScreen("caption-typing-80x24", grid)
    var small = Shop.reviewer(columns: 20, rows: 5).draw()
    let bare = small
    small.drawCaption("no room")
    #expect(small == bare)
  }

  @Test func aScriptMayBeForbiddenToDecide() {
    var configuration = Shop.configuration
    configuration.signRefusal = "a script decides nothing"
    var reviewer = Shop.reviewer(configuration: configuration)
    for key in ["S", "X"] {
      reviewer.press(key)
      #expect(reviewer.screen.contains("a script decides nothing"))
      #expect(reviewer.press("Enter") == [])
      reviewer.press("Esc")
    }
  }
}
