import FoundationEssentials
import Glibc
import PseudoTerminal
import Testing

/// A real program on a real terminal: what reaches the wire, and what is left behind.
@Suite(.serialized) struct NCursesScreenTests {
  private func start(
    columns: Int = 80, rows: Int = 24, _ environment: [String: String?] = [:]
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      command: [PseudoTerminal.product("TerminalProbe")], environment: environment, columns: columns, rows: rows)
  }

  /// Modes that we switch on; none may be left.
  private static let ours: Set<Int> = [1, 1000, 1002, 1004, 1006, 1049, 2004, 2031]

  private func expectClean(_ terminal: PseudoTerminal, _ before: TerminalSettings) {
    #expect(terminal.settings == before)
    #expect(terminal.screen.modes.isDisjoint(with: Self.ours))
    #expect(terminal.screen.modes.contains(25))
    #expect(terminal.screen.unknown == [])
    // Restored once: a second one would move the cursor of the shell.
    let text = String(decoding: terminal.rawOutput, as: UTF8.self)
    #expect(text.components("\u{1B}[?1049l") == text.components("\u{1B}[?1049h"))
  }

  @Test(arguments: [
    "xterm-256color", "xterm", "xterm-mono", "tmux-256color", "screen", "screen-256color", "linux", "vt100", "rxvt",
  ])
  func showsTheSameOnEveryTerminal(_ name: String) throws {
    let terminal = try start(["TERM": name])
    let before = terminal.settings
    try terminal.wait(for: "started")
    terminal.settle()
    #expect(terminal.screen.text[0].hasPrefix("┌─probe 80x24 "))
    let hostile = "evil <ESC>[31mred<U+009B>2J <U+202E>gnp.exe<U+200B> <ESC>]0;PWNED<BEL> tab<TAB>end"
    #expect(terminal.screen.text[1] == "│\(hostile.prefix(78))│")
    #expect(terminal.screen.text[23] == "└" + String(repeating: "─", count: 78) + "┘")
    terminal.send("j")
    try terminal.wait(for: "key(TerminalKit.Key.character(\"j\"))")
    terminal.send("q")
    #expect(try terminal.exitStatus() == 0)
    #expect(terminal.settings == before)
    #expect(terminal.screen.modes.isDisjoint(with: Self.ours))
    #expect(terminal.screen.unknown == [])
    #expect(terminal.screen.commands == [])
  }

  @Test func withoutUTF8LinesAreASCII() throws {
    let terminal = try start(columns: 100, ["LANG": "C"])
    try terminal.wait(for: "started")
    #expect(terminal.screen.text[0].hasPrefix("+-probe"))
    #expect(terminal.screen.text[1].hasSuffix("e<U+0301> <U+88|"))
    #expect(terminal.rawOutput.allSatisfy { $0 < 0x80 })
    terminal.send("q")
    #expect(try terminal.exitStatus() == 0)
  }

  @Test(arguments: [
    (["COLORTERM": "truecolor"], "truecolor", ";38;2;143;184;255m"), ([:], "indexed256", ";38;5;111m"),
    (["TERM": "xterm"], "eight", ";33m"), (["TERM": "xterm-mono"], "none", ""),
    (["NO_COLOR": "1"], "none", ""),
    (["TERM": "screen-256color", "COLORTERM": "truecolor"], "indexed256", "5;111m"),
  ])
  func coloursAreWhatTheTerminalHas(_ environment: [String: String], _ depth: String, _ sequence: String) throws {
    let terminal = try start(environment.mapValues(Optional.some))
    try terminal.wait(for: "started")
    #expect(terminal.screen.text[0].contains("80x24 \(depth)"))
    terminal.settle()
    let text = String(decoding: terminal.rawOutput, as: UTF8.self)
    #expect(sequence.isEmpty || text.contains(sequence))
    let parameters = text.matches(of: #/\u{1B}\[([0-9;]*)m/#).flatMap { $0.1.split(separator: ";") }.compactMap {
      Int($0)
    }
    #expect(parameters.contains { (30...49).contains($0) || (90...107).contains($0) } == (depth != "none"))
  }

  @Test(arguments: ["dumb", "", "no-such-terminal"]) func aTerminalThatCannotIsRefused(_ name: String) throws {
    let terminal = try start(["TERM": name])
    let before = terminal.settings
    #expect(try terminal.exitStatus() == 2)
    #expect(terminal.screen.contents.contains("TERM"))
    #expect(terminal.settings == before)
    #expect(!terminal.rawOutput.contains(0x1B))
  }

  @Test(arguments: [(1, 1), (2, 2), (5, 2), (20, 5), (300, 4)]) func everySizeWorks(_ columns: Int, _ rows: Int) throws
  {
    let terminal = try start(columns: columns, rows: rows)
    terminal.settle()
    terminal.resize(columns: 60, rows: 10)
    try terminal.wait(for: "probe 60x10")
    terminal.resize(columns: columns, rows: rows)
    terminal.settle()
    terminal.send("q")
    #expect(try terminal.exitStatus() == 0)
    #expect(terminal.screen.unknown == [])
  }

  @Test func aStormOfSizesEndsInTheLastOne() throws {
    let terminal = try start()
    try terminal.wait(for: "started")
    for size in 1...40 { terminal.resize(columns: size * 3, rows: size) }
    try terminal.wait(for: "probe 120x40")
    try terminal.wait("the lower edge") { $0.text[39].hasPrefix("└──") }
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT]) func aSignalEndsItCleanly(_ signal: Int32) throws {
    let terminal = try start()
    let before = terminal.settings
    try terminal.wait(for: "started")
    #expect(terminal.settings != before)
    terminal.kill(signal)
    #expect(try terminal.exitStatus() == 128 + Int(signal))
    expectClean(terminal, before)
  }

  @Test(arguments: [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS]) func aCrashLeavesTheTerminalClean(
    _ signal: Int32
  ) throws {
    let terminal = try start()
    let before = terminal.settings
    try terminal.wait(for: "started")
    terminal.kill(signal)
    #expect(try terminal.exitStatus() == 128 + Int(signal))
    expectClean(terminal, before)
  }

  @Test func aTrapLeavesItsMessageOnTheShellsScreen() throws {
    let terminal = try start()
    let before = terminal.settings
    try terminal.wait(for: "started")
    terminal.send("t")
    #expect(try terminal.exitStatus() > 128)
    #expect(terminal.screen.contents.contains("about to trap"))
    #expect(terminal.screen.contents.contains("asked to"))
    expectClean(terminal, before)
  }

  @Test func aStackOverflowLeavesTheTerminalClean() throws {
    let terminal = try start()
    let before = terminal.settings
    try terminal.wait(for: "started")
    terminal.send("o")
    #expect(try terminal.exitStatus(seconds: 30) == 128 + Int(SIGSEGV))
    expectClean(terminal, before)
  }

  @Test func aNoteOnStandardErrorWaitsForTheEnd() throws {
    let terminal = try start()
    try terminal.wait(for: "started")
    terminal.send("n")
    try terminal.wait(for: "\"n\"")
    #expect(!terminal.screen.contents.contains("a note on stderr"))
    terminal.send("q")
    #expect(try terminal.exitStatus() == 0)
    #expect(terminal.screen.contents.contains("a note on stderr"))
  }

  @Test(arguments: [
    ("\u{1B}]11;rgb:ffff/ffff/e0e0\u{1B}\\\u{1B}[?62;22c", "true"), ("\u{1B}]11;rgb:00/00/00\u{7}\u{1B}[?62c", "false"),
    ("\u{1B}[?997;2n\u{1B}[?62c", "true"), ("\u{1B}]11;rgb:0/0/0\u{7}\u{1B}[?997;2n\u{1B}[?62c", "false"),
    ("\u{1B}[?6c", "unknown"),
  ])
  func theTerminalSaysWhetherItIsLight(_ answer: String, _ light: String) throws {
    let terminal = try start()
    let before = terminal.settings
    try terminal.wait(for: "started")
    terminal.send("L")
    try terminal.wait("the question") { _ in
      String(decoding: terminal.rawOutput, as: UTF8.self).contains("\u{1B}]11;?\u{1B}\\\u{1B}[?996n\u{1B}[c")
    }
    terminal.send("jk" + answer)
    try terminal.wait(for: "light \(light)")
    try terminal.wait(for: "key(TerminalKit.Key.character(\"k\"))")
    #expect(terminal.screen.modes.contains(2031))
    terminal.send("q")
    #expect(try terminal.exitStatus() == 0)
    #expect(terminal.settings == before)
    #expect(terminal.screen.modes.isDisjoint(with: Self.ours))
  }

  @Test func aTerminalThatDoesNotAnswerIsNotWaitedForLong() throws {
    let terminal = try start()
    try terminal.wait(for: "started")
    terminal.send("l")
    try terminal.wait(for: "light unknown")
    #expect(!terminal.screen.modes.contains(2031))
  }

  @Test(arguments: ["linux", "vt100"]) func aTerminalWithoutModesIsNotAsked(_ name: String) throws {
    let terminal = try start(["TERM": name])
    try terminal.wait(for: "started")
    terminal.send("L")
    try terminal.wait(for: "light unknown")
    #expect(!String(decoding: terminal.rawOutput, as: UTF8.self).contains("]11;"))
  }

  @Test func aPasteIsTextAndAnswersAreSwallowed() throws {
    let terminal = try start()
    try terminal.wait(for: "started")
    terminal.send("\u{1B}[?2026;2$y\u{1B}]11;rgb:1/2/3\u{7}\u{1B}[200~qqq\u{1B}[201~")
    try terminal.wait(for: "paste(\"qqq\")")
    terminal.send("\u{1B}[<0;70;6M\u{1B}[A\u{1B}OB\u{1B}")
    try terminal.wait(for: "Key.escape")
    let lines = terminal.screen.text.dropFirst(3).filter { $0.contains("(") || $0.contains("started") }
    let events = lines.filter { !$0.contains("report(") }.map { $0.dropFirst() }
    #expect(events.count == 6)
    #expect(terminal.isRunning)
  }

  @Test func theClipboardIsOfferedExactBytesUpToALimit() throws {
    let terminal = try start()
    try terminal.wait(for: "started")
    terminal.send("yY")
    try terminal.wait(for: "copied false")
    #expect(terminal.screen.commands == ["52;c;ZXhhY3QgYnl0ZXM="])
  }

  @Test func aFrameIsOneWrite() throws {
    let terminal = try start(columns: 100, rows: 30)
    try terminal.wait(for: "started")
    for _ in 0..<10 {
      terminal.settle(milliseconds: 60)
      let before = terminal.reads.count
      terminal.send("j")
      try terminal.wait("a frame") { _ in terminal.reads.count > before }
      terminal.settle(milliseconds: 60)
      #expect(terminal.reads.count == before + 1)
    }
  }

  @Test func idleIsSilentAndAsleep() throws {
    let terminal = try start()
    try terminal.wait(for: "started")
    terminal.settle()
    let (bytes, switches) = (terminal.rawOutput.count, try wakeUps(terminal.process))
    terminal.settle(milliseconds: 1000)
    #expect(terminal.rawOutput.count == bytes)
    #expect(try wakeUps(terminal.process) == switches)
  }

  private func wakeUps(_ process: Int32) throws -> String {
    let status = try Data(contentsOf: URL(filePath: "/proc/\(process)/status"))
    return String(decoding: status, as: UTF8.self).split(separator: "\n").filter { $0.contains("ctxt_switches") }
      .joined()
  }

  @Test func aStalledLinkCostsFramesNotSignals() throws {
    let terminal = try start(columns: 200, rows: 50)
    let before = terminal.settings
    try terminal.wait(for: "started")
    terminal.send("b")
    usleep(500_000)
    terminal.kill(SIGTERM)
    // Nobody reads meanwhile, so the link stays stalled however long a busy machine takes.
    for _ in 0..<200 where kill(terminal.process, 0) == 0 { usleep(50_000) }
    #expect(kill(terminal.process, 0) != 0)
    #expect(try terminal.exitStatus() == 143)
    #expect(terminal.settings == before)
    #expect(terminal.screen.modes.isDisjoint(with: Self.ours))
  }

  @Test func afterAStallTheLastFrameIsShown() throws {
    let terminal = try start(columns: 200, rows: 50)
    try terminal.wait(for: "started")
    terminal.send("b")
    usleep(300_000)
    try terminal.wait("the last frame") {
      $0.text[4].contains("\"b\"") && $0.text[6].dropFirst().dropLast().allSatisfy { $0 == " " }
    }
    #expect(terminal.rawOutput.count < 1_000_000)
  }

  @Test func controlZAndForegroundWorkInAShell() throws {
    let terminal = try PseudoTerminal(
      command: ["bash", "--norc", "--noprofile", "-i"],
      environment: ["PS1": "$ ", "HISTFILE": nil, "INPUTRC": "/dev/null"])
    try terminal.wait(for: "$ ")
    terminal.send(PseudoTerminal.product("TerminalProbe") + "\r")
    try terminal.wait(for: "started")
    terminal.send("\u{1A}")
    try terminal.wait(for: "Stopped")
    #expect(terminal.screen.modes.isDisjoint(with: [1000, 1002, 1004, 1006, 1049]))
    terminal.resize(columns: 90, rows: 20)
    terminal.send("fg\r")
    try terminal.wait(for: "probe 90x20")
    terminal.send("q")
    try terminal.wait("the prompt") { !$0.modes.contains(1049) }
    terminal.send("echo $?; stty -a | grep -o ' icanon'\r")
    try terminal.wait("a sane terminal") { $0.contents.contains("\n0\n icanon") }
  }

  @Test func anEditorGetsTheTerminalAndGivesItBack() throws {
    let terminal = try start(["VISUAL": "sh -c 'stty -a | grep -o \" icanon\"; read line; echo got $line'"])
    try terminal.wait(for: "started")
    terminal.send("E")
    try terminal.wait(for: " icanon")
    #expect(!terminal.screen.modes.contains(1049))
    terminal.send("text\r")
    try terminal.wait(for: "edited true")
    #expect(terminal.screen.modes.contains(1049))
  }

  @Test func aTerminalThatIsGoneEndsIt() throws {
    let terminal = try start()
    try terminal.wait(for: "started")
    terminal.hangUp()
    #expect([0, 129].contains(try terminal.exitStatus()))
  }
}

extension String {
  fileprivate func components(_ part: String) -> Int {
    var (count, rest) = (0, self[...])
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
