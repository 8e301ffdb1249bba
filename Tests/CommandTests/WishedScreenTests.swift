import Foundation
import PseudoTerminal
import Testing

/// The screen as somebody wants it: keys and colours of the real command on a real terminal.
@Suite struct WishedScreenTests {
  private static let borderOfDefaultDark = "38;5;250"
  private static let borderOfDefaultLight = "38;5;240"

  private func wrote(_ sequence: String, _ terminal: PseudoTerminal) -> Bool {
    String(decoding: terminal.rawOutput, as: UTF8.self).contains(sequence)
  }

  @Test func keysAndThemeAreThoseOfTheConfiguration() async throws {
    let workshop = try await Workshop()
    let configuration = "[ui]\ntheme = \"monochrome\"\n[keys]\nnext-step = \"F5\"\n"
    try workshop.write(Array(configuration.utf8), to: "\(workshop.folder)/countersign.toml")
    let terminal = try workshop.open(["--no-rehearsal"])
    try terminal.wait(for: "✓ matches")
    #expect(terminal.screen.contents.contains("F5/K step"))
    terminal.send("\u{1B}[15~")
    try terminal.wait(for: "2/4")
    #expect(!wrote("38;5;", terminal) && !wrote("]11;?", terminal), "a theme that was chosen asks the terminal nothing")
    terminal.send(":theme default-dark\r")
    try terminal.wait(for: "theme default-dark")
    #expect(wrote(Self.borderOfDefaultDark, terminal))
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
  }

  @Test func aMistakeInTheKeysIsNamedWithItsLine() async throws {
    let workshop = try await Workshop()
    try workshop.write(Array("[keys]\nnext-stop = \"F5\"\n".utf8), to: "\(workshop.folder)/countersign.toml")
    let terminal = try workshop.open(["--no-rehearsal"])
    #expect(try terminal.exitStatus() == 2)
    let text = String(decoding: terminal.rawOutput, as: UTF8.self)
    #expect(text.contains("countersign.toml: line 2: there is no action next-stop"))
    #expect(text.contains("did you mean next-step?"))
  }

  @Test(arguments: ["\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\\u{1B}[?62;22c", "\u{1B}[?997;2n"])
  func theScreenIsLightWhereTheTerminalIs(_ answer: String) async throws {
    let workshop = try await Workshop()
    let terminal = try workshop.open(["--no-rehearsal"])
    let before = terminal.settings
    try terminal.wait("the question") { _ in wrote("]11;?", terminal) }
    // Be it in time or late: a late answer changes the colours of what is there already.
    terminal.send(answer)
    try terminal.wait("light colours") { _ in wrote(Self.borderOfDefaultLight, terminal) }
    terminal.send("\u{1B}[?997;1n")
    try terminal.wait("dark colours") { _ in wrote(Self.borderOfDefaultDark, terminal) }
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
    #expect(terminal.settings == before)
    #expect(!terminal.screen.modes.contains(2031))
  }

  @Test(
    arguments: [(["--no-query"], [:], "38;5;250"), ([], ["COLORFGBG": "0;15"], "38;5;240")]
      as [(
        [String], [String: String?], String
      )])
  func whoKnowsAlreadyDoesNotAsk(_ flags: [String], _ environment: [String: String?], _ color: String) async throws {
    let workshop = try await Workshop()
    let terminal = try PseudoTerminal(
      command: [PseudoTerminal.product("countersign"), "review", workshop.plan, "--no-rehearsal"]
        + workshop.connection + flags,
      environment: workshop.environment.merging(environment) { $1 }, directory: workshop.folder)
    try terminal.wait(for: "✓ matches")
    #expect(!wrote("]11;?", terminal) && wrote(color, terminal))
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
  }
}
