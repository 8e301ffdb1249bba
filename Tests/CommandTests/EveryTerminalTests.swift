import Foundation
import Glibc
import PseudoTerminal
import Testing

/// What terminals do to programs like this one: every kind of terminal, each in a locale with UTF-8 and in one without.
@Suite struct EveryTerminalTests {
  /// Modes that the program switches on; none may be left.
  private static let ours: Set<Int> = [1, 1000, 1002, 1004, 1006, 1049, 2004, 2031]

  private func opened(_ terminal: PseudoTerminal) throws {
    try terminal.wait(for: "1/3")
    try terminal.wait(for: "risk high")
    try terminal.wait(for: "? help")
    terminal.settle(milliseconds: 100)
  }

  /// The terminal is as it was, and nothing was sent to it that it or its locale does not have.
  private func expectClean(_ terminal: PseudoTerminal, _ kind: TerminalKind, before: TerminalSettings) {
    #expect(terminal.settings == before)
    #expect(terminal.screen.modes.isDisjoint(with: Self.ours))
    #expect(terminal.screen.modes.contains(25))
    expectDecent(terminal, kind)
  }

  private func expectDecent(_ terminal: PseudoTerminal, _ kind: TerminalKind) {
    #expect(terminal.screen.unknown == [])
    // Whether it is light or dark is all that is asked of a terminal.
    #expect(terminal.screen.commands.allSatisfy { $0 == "11;?" })
    #expect(kind.isUTF8 || terminal.rawOutput.allSatisfy { $0 < 0x80 })
  }

  private func quit(_ terminal: PseudoTerminal, _ kind: TerminalKind, before: TerminalSettings) throws {
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
    expectClean(terminal, kind, before: before)
  }

  /// Types `keys` and gives the bytes of the frame that answers, which has to come in one piece.
  private func frame(after keys: String, on terminal: PseudoTerminal) throws -> Int {
    let (bytes, reads) = (terminal.rawOutput.count, terminal.reads.count)
    terminal.send(keys)
    try terminal.wait("an answer to \(keys)") { _ in terminal.rawOutput.count > bytes }
    terminal.settle(milliseconds: 60)
    // The kernel hands out 4095 bytes at most.
    let sent = terminal.rawOutput.count - bytes
    #expect(terminal.reads.count - reads == (sent + 4094) / 4095, "\(keys) was answered in several pieces")
    return sent
  }

  @Test(arguments: TerminalKind.screens) func framesStayWithinTheirBudgets(_ kind: TerminalKind) throws {
    let plan = try PaperPlan(tables: 100)
    let terminal = try plan.open(kind)
    let before = terminal.settings
    try opened(terminal)
    var figures = ["first frame \(terminal.rawOutput.count)"]
    #expect(terminal.rawOutput.count <= 3500)
    terminal.send("zR")
    terminal.settle(milliseconds: 100)
    // Where the step below becomes another object its text goes over the wire, too.
    for (keys, budget) in [("j", 1100), ("j", 700), ("j", 300), ("k", 300), ("j", 300)] {
      let bytes = try frame(after: keys, on: terminal)
      #expect(bytes <= budget, "\(bytes) bytes for \(keys)")
      figures.append("\(keys) \(bytes)")
    }
    for keys in [" ", " ", "b", "G", "gg"] {
      let bytes = try frame(after: keys, on: terminal)
      #expect(bytes <= 1000, "\(bytes) bytes for \(keys)")
      figures.append("page \(bytes)")
    }
    if ProcessInfo.processInfo.environment["SCREEN_FIGURES"] != nil {
      print("screen \(kind.testDescription): \(figures.joined(separator: ", "))")
    }
    let bytes = terminal.rawOutput.count
    terminal.read(milliseconds: 700)
    #expect(terminal.rawOutput.count == bytes, "an idle screen says nothing")
    try quit(terminal, kind, before: before)
  }

  @Test(arguments: TerminalKind.screens) func bothSchemasStandBesideEachOtherUntilTheBarIsPressed(_ kind: TerminalKind)
    throws
  {
    let plan = try PaperPlan()
    let terminal = try plan.open(kind)
    let before = terminal.settings
    try opened(terminal)
    func sides() -> Int { terminal.screen.text.count { $0.matches(of: #/ customers\b/#).count == 2 } }
    #expect(sides() == 1)
    terminal.send("|")
    try terminal.wait("one column") { _ in sides() == 0 }
    #expect(terminal.screen.contents.contains("- ") && terminal.screen.contents.contains("+ "))
    try quit(terminal, kind, before: before)
  }

  @Test(arguments: TerminalKind.screens) func everySizeIsShown(_ kind: TerminalKind) throws {
    let plan = try PaperPlan()
    let terminal = try plan.open(kind, columns: 1, rows: 1)
    let before = terminal.settings
    for (columns, rows) in [(40, 10), (10, 3), (5, 2), (200, 50), (80, 24)] {
      terminal.resize(columns: columns, rows: rows)
      terminal.settle(milliseconds: 60)
    }
    try opened(terminal)
    try quit(terminal, kind, before: before)
  }

  @Test(arguments: TerminalKind.screens, [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT])
  func aSignalLeavesTheTerminalAsItWas(_ kind: TerminalKind, _ signal: Int32) throws {
    let plan = try PaperPlan()
    let terminal = try plan.open(kind)
    let before = terminal.settings
    try opened(terminal)
    #expect(terminal.settings != before)
    terminal.kill(signal)
    #expect(try terminal.exitStatus() == 128 + Int(signal))
    expectClean(terminal, kind, before: before)
  }

  @Test(arguments: TerminalKind.screens) func aStoppedScreenComesBackAtTheSizeOfTheWindow(_ kind: TerminalKind) throws {
    let plan = try PaperPlan()
    let terminal = try plan.openFromShell(kind)
    try opened(terminal)
    terminal.send("\u{1A}")
    try terminal.wait(for: "Stopped")
    #expect(terminal.screen.modes.isDisjoint(with: Self.ours.subtracting([1, 2004])))
    terminal.resize(columns: 100, rows: 30)
    terminal.send("fg\r")
    try terminal.wait("the screen at its new size") { $0.text[29].contains("? help") }
    terminal.send("Q")
    try terminal.wait("the shell") { $0.text.last { !$0.isEmpty } == "$" }
    terminal.send("echo $? $(stty -a | grep -o ' icanon')\r")
    try terminal.wait(for: "0 icanon")
  }

  @Test(arguments: TerminalKind.screens) func whatIsPastedIsTextAndNeverKeys(_ kind: TerminalKind) throws {
    let plan = try PaperPlan()
    let terminal = try plan.open(kind)
    let before = terminal.settings
    try opened(terminal)
    #expect(terminal.screen.modes.contains(2004) == kind.hasModes)
    terminal.send("\u{1B}[200~qqq\u{1B}[201~")
    try terminal.wait(for: "pasted text is never run as keys")
    terminal.send("c")
    try terminal.wait(for: "$EDITOR")
    terminal.send("\u{1B}[200~qqq\u{1B}[201~")
    try terminal.wait(for: "qqq")
    terminal.send("\u{1B}")
    try opened(terminal)
    try quit(terminal, kind, before: before)
  }

  @Test(arguments: TerminalKind.screens) func whoWantsNoColoursGetsNone(_ kind: TerminalKind) throws {
    let plan = try PaperPlan()
    for wish in [["NO_COLOR": "1"], [:]] {
      let terminal = try plan.open(kind, environment: wish)
      let before = terminal.settings
      try opened(terminal)
      let text = String(decoding: terminal.rawOutput, as: UTF8.self)
      let parameters = text.matches(of: #/\u{1B}\[([0-9;]*)m/#).flatMap { $0.1.split(separator: ";") }
        .compactMap { Int($0) }
      let hasColours = parameters.contains { (30...49).contains($0) || (90...107).contains($0) }
      #expect(hasColours == (wish.isEmpty && kind.hasColours))
      try quit(terminal, kind, before: before)
    }
  }

  @Test(arguments: TerminalKind.screens) func itEndsAlthoughNobodyReadsWhatItWrites(_ kind: TerminalKind) throws {
    let plan = try PaperPlan()
    let terminal = try plan.open(kind, columns: 200, rows: 50)
    let before = terminal.settings
    try opened(terminal)
    for _ in 0..<40 {
      terminal.send("\u{0C}")
      usleep(5000)
    }
    usleep(300_000)
    terminal.kill(SIGTERM)
    for _ in 0..<400 where kill(terminal.process, 0) == 0 { usleep(50_000) }
    #expect(kill(terminal.process, 0) != 0)
    #expect(try terminal.exitStatus() == 128 + Int(SIGTERM))
    #expect(terminal.settings == before)
    #expect(terminal.screen.modes.isDisjoint(with: Self.ours))
  }

  @Test(arguments: TerminalKind.screens) func hostileTextIsSeenAndNotObeyed(_ kind: TerminalKind) throws {
    let plan = try PaperPlan()
    let terminal = try plan.open(kind)
    let before = terminal.settings
    try opened(terminal)
    terminal.send("JJ")
    try terminal.wait(for: "<ESC>]0;owned<BEL><ESC>[2J<U+202E><U+009B>31m")
    #expect(terminal.screen.bells == 0)
    try quit(terminal, kind, before: before)
  }

  @Test(arguments: TerminalKind.screens) func theMouseChoosesUnfoldsAndScrolls(_ kind: TerminalKind) throws {
    let plan = try PaperPlan(tables: 60)
    let terminal = try plan.open(kind)
    let before = terminal.settings
    try opened(terminal)
    #expect(terminal.screen.modes.isSuperset(of: [1000, 1002, 1006]) == kind.hasModes)
    guard kind.hasModes else { return try quit(terminal, kind, before: before) }
    terminal.send("zR")
    try terminal.wait(for: "table_1")
    func place(_ text: String) throws -> (column: Int, row: Int) {
      let row = try #require(terminal.screen.text.firstIndex { $0.contains(text) })
      return (6, row + 1)
    }
    func click(_ place: (column: Int, row: Int)) {
      terminal.send("\u{1B}[<0;\(place.column);\(place.row)M\u{1B}[<0;\(place.column);\(place.row)m")
    }
    let customers = try place(" customers")
    click(customers)
    try terminal.wait(for: "public.customers")
    #expect(terminal.screen.contains("legacy_code  "))
    click(customers)
    try terminal.wait("folded") { !$0.contains("legacy_code  ") }
    let table = try place("table_1")
    terminal.send(String(repeating: "\u{1B}[<65;\(table.column);\(table.row)M", count: 9))
    try terminal.wait("scrolled") { !$0.contains(" customers") }
    try quit(terminal, kind, before: before)
  }

  @Test(arguments: TerminalKind.screens) func aSearchFindsAsOneTypes(_ kind: TerminalKind) throws {
    let plan = try PaperPlan(tables: 60)
    let terminal = try plan.open(kind)
    let before = terminal.settings
    try opened(terminal)
    terminal.send("/table_4")
    try terminal.wait(for: "1 of 11")
    terminal.send("2")
    try terminal.wait(for: "1 of 1")
    try terminal.wait(for: "public.table_42")
    terminal.send("\r")
    try terminal.wait(for: "match 1 of 1: table_42")
    try quit(terminal, kind, before: before)
  }

  // MARK: Terminals that get plain lines

  private func ready(_ terminal: PseudoTerminal) throws {
    try terminal.wait(for: "review>")
    terminal.settle(milliseconds: 60)
  }

  private func expectPlain(_ terminal: PseudoTerminal, _ kind: TerminalKind, before: TerminalSettings) {
    #expect(terminal.settings == before)
    #expect(!terminal.rawOutput.contains(0x1B))
    #expect(kind.isUTF8 || terminal.rawOutput.allSatisfy { $0 < 0x80 })
    #expect(!String(decoding: terminal.rawOutput, as: UTF8.self).contains { "─│┌┐└┘├┤".contains($0) })
  }

  @Test(arguments: TerminalKind.lines) func aPlanIsReadLineByLine(_ kind: TerminalKind) throws {
    let plan = try PaperPlan()
    let terminal = try plan.open(kind)
    let before = terminal.settings
    try ready(terminal)
    for number in 1...3 {
      terminal.send("\n")
      try terminal.wait(for: ", \(number) of 3>")
    }
    try terminal.wait(for: "<ESC>]0;owned<BEL>")
    // A paste is a line like any other: no word of the review, so it is not obeyed.
    terminal.send("qqq\n")
    terminal.resize(columns: 5, rows: 2)
    terminal.resize(columns: 80, rows: 24)
    terminal.send("steps\n")
    try terminal.wait(for: "legacy_code")
    #expect(terminal.isRunning)
    terminal.send("quit\n")
    #expect(try terminal.exitStatus() == 0)
    expectPlain(terminal, kind, before: before)
  }

  @Test(arguments: TerminalKind.lines, [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT])
  func aSignalEndsThePlainLines(_ kind: TerminalKind, _ signal: Int32) throws {
    let plan = try PaperPlan()
    let terminal = try plan.open(kind)
    let before = terminal.settings
    try ready(terminal)
    terminal.kill(signal)
    #expect(try terminal.exitStatus() == 128 + Int(signal))
    expectPlain(terminal, kind, before: before)
  }

  @Test(arguments: TerminalKind.lines) func thePlainLinesGoOnAfterAStop(_ kind: TerminalKind) throws {
    let plan = try PaperPlan()
    let terminal = try plan.openFromShell(kind)
    try ready(terminal)
    terminal.send("\u{1A}")
    try terminal.wait(for: "Stopped")
    terminal.send("fg\r")
    terminal.settle()
    terminal.send("\n")
    try terminal.wait(for: "step 1.1, 1 of 3>")
    terminal.send("quit\n")
    terminal.settle()
    terminal.send("echo status $?\n")
    try terminal.wait(for: "status 0")
  }

  @Test(arguments: TerminalKind.all(["no-such-terminal"])) func anUnknownTerminalIsNamed(_ kind: TerminalKind) throws {
    let plan = try PaperPlan()
    let terminal = try plan.open(kind)
    let before = terminal.settings
    #expect(try terminal.exitStatus() == 2)
    #expect(terminal.screen.contains("no-such-terminal") && terminal.screen.contains("hint: "))
    expectPlain(terminal, kind, before: before)
  }
}
