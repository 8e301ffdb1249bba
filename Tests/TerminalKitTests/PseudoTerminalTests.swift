import PseudoTerminal
import Testing

/// The harness itself, on programs that everybody knows.
@Suite struct PseudoTerminalTests {
  private func shown(_ bytes: String, columns: Int = 10, rows: Int = 3) -> [String] {
    var emulator = TerminalEmulator(columns: columns, rows: rows)
    emulator.feed(bytes.utf8)
    #expect(emulator.unknown == [])
    return emulator.text
  }

  @Test(arguments: [
    ("ab\r\ncd", ["ab", "cd", ""]), ("abc\u{8}\u{8}X", ["aXc", "", ""]), ("0123456789X", ["0123456789", "X", ""]),
    ("0123456789\rX", ["X123456789", "", ""]), ("a\tb", ["a       b", "", ""]), ("1\n2\n3\n4", [" 2", "  3", "   4"]),
    ("\u{1B}[2;3Hx\u{1B}[Ay\u{1B}[2Dz", ["   y".replacing(at: 2, "z"), "  x", ""]),
    ("abc\u{1B}[2G\u{1B}[K", ["a", "", ""]), ("abc\u{1B}[2D\u{1B}[1K", ["  c", "", ""]),
    ("abc\u{1B}[H\u{1B}[2X", ["  c", "", ""]), ("bc\u{1B}[H\u{1B}[4hx\u{1B}[4ly", ["xyc", "", ""]),
    ("a\u{1B}[3b", ["aaaa", "", ""]),
    ("abc\u{1B}[H\u{1B}[P", ["bc", "", ""]), ("abc\u{1B}[H\u{1B}[2@", ["  abc", "", ""]),
    ("1\r\n2\r\n3\u{1B}[2H\u{1B}[L", ["1", "", "2"]), ("1\r\n2\r\n3\u{1B}[2H\u{1B}[M", ["1", "3", ""]),
    ("1\r\n2\r\n3\u{1B}[2;3r\u{1B}[3H\n", ["1", "3", ""]), ("1\r\n2\r\n3\u{1B}[H\u{1B}M", ["", "1", "2"]),
    ("x\u{1B}[?1049hy\u{1B}[?1049lz", ["xz", "", ""]), ("a\u{1B}[2Jb", [" b", "", ""]),
    ("\u{1B}(0lqk\u{1B}(Bq", ["┌─┐q", "", ""]), ("\u{1B})0\u{E}x\u{F}x", ["│x", "", ""]),
    ("表x\u{1B}[2Gy", [" yx", "", ""]), ("e\u{301}x", ["e\u{301}x", "", ""]), ("012345678表", ["012345678", "表", ""]),
    ("\u{1B}[31;1mred\u{1B}[0m\u{1B}]0;title\u{7}!", ["red!", "", ""]),
    ("\u{1B}7\u{1B}[3;3Hx\u{1B}8y", ["y", "", "  x"]),
  ])
  func emulates(_ bytes: String, _ rows: [String]) { #expect(shown(bytes) == rows) }

  @Test func whatIsNotKnownIsToldAndCommandsAreKept() {
    var emulator = TerminalEmulator(columns: 10, rows: 2)
    emulator.feed("\u{1B}[5n\u{1B}]52;c;QQ==\u{7}\u{1B}P+q\u{1B}\\x".utf8)
    #expect(emulator.unknown == ["CSI 5n"])
    #expect(emulator.commands == ["52;c;QQ==", "+q"])
    #expect(emulator.text[0] == "x")
  }

  @Test func aProgramRunsOnATerminalOfItsOwn() throws {
    let terminal = try PseudoTerminal(
      command: ["sh", "-c", "stty size; tty; echo $VARIABLE; printf 'name: '; read name; echo hello $name; exit 7"],
      environment: ["VARIABLE": "value"], columns: 33, rows: 7)
    try terminal.wait(for: "name: ")
    #expect(terminal.screen.text[0] == "7 33")
    #expect(terminal.screen.text[1].hasPrefix("/dev/pts/"))
    #expect(terminal.screen.text[2] == "value")
    terminal.send("me\r")
    try terminal.wait(for: "hello me")
    #expect(try terminal.exitStatus() == 7)
  }

  @Test func theDirectoryAndTheSizeAreTheTests() throws {
    let terminal = try PseudoTerminal(
      command: ["sh", "-c", "pwd; trap 'stty size' WINCH; echo ready; while :; do sleep 0.05; done"], directory: "/usr")
    try terminal.wait(for: "ready")
    #expect(terminal.screen.text[0] == "/usr")
    terminal.resize(columns: 50, rows: 11)
    try terminal.wait(for: "11 50")
    terminal.kill(15)
    #expect(try terminal.exitStatus() == 143)
  }

  @Test func settingsThatAProgramLeavesBehindAreSeen() throws {
    let terminal = try PseudoTerminal(command: ["sh", "-c", "read line; stty raw -echo; kill -KILL $$"])
    let before = terminal.settings
    #expect(before.isCooked)
    terminal.send("\r")
    #expect(try terminal.exitStatus() == 137)
    #expect(terminal.settings != before)
    #expect(!terminal.settings.isCooked)
  }

  @Test func whatDoesNotComeIsAnErrorWithTheScreen() throws {
    let terminal = try PseudoTerminal(command: ["sh", "-c", "echo something else; sleep 60"])
    let error = #expect(throws: PseudoTerminalError.self) { try terminal.wait(for: "this", seconds: 0.3) }
    #expect(error?.description.contains("something else") == true)
  }
}

extension String {
  fileprivate func replacing(at index: Int, _ character: Character) -> String {
    var characters = Array(self)
    characters[index] = character
    return String(characters)
  }
}
