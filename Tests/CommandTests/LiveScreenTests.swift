import Foundation
import MigrationCore
import PseudoTerminal
import Testing

/// What the real command shows on real terminals.
@Suite struct LiveScreenTests {
  /// The plan's fingerprint is made up, so that the screens do not depend on the server's version.
  private static let fingerprint = "965b1131737c955e0a1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef"

  @Test(arguments: [(80, 24), (200, 50)]) func screensAreAsRecorded(_ columns: Int, _ rows: Int) async throws {
    let workshop = try await Workshop()
    let plan = Plan(
      formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "2026-01-02T03:04:05Z",
      sourceFingerprint: Self.fingerprint, groups: Workshop.change.map { TransactionGroup(steps: $0) })
    try workshop.write(PlanCodec.encode(plan), to: workshop.plan)
    let terminal = try workshop.open(columns: columns, rows: rows)
    try terminal.wait(for: "rehearsed", seconds: 60)
    try terminal.wait(for: "✗ does not match")
    var frames: [(String, String)] = [("open", masked(terminal))]
    terminal.send("J")
    try terminal.wait(for: "2/4")
    frames.append(("second-step", masked(terminal)))
    terminal.send("W")
    try terminal.wait(for: "drop-column")
    frames.append(("warnings", masked(terminal)))
    terminal.send("q?")
    terminal.settle()
    frames.append(("help", masked(terminal)))
    terminal.send("q")
    terminal.settle()
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
    for (name, text) in frames { try expectScreen("\(name)-\(columns)x\(rows)", text) }
  }

  /// The screen without what differs from run to run: the server's folder, the database's number, the time.
  private func masked(_ terminal: PseudoTerminal) -> String {
    terminal.settle(milliseconds: 300)
    return terminal.screen.text.enumerated().map { row, line in
      // The first line names the target; how much of it fits depends on the length of a temporary folder's name.
      row == 0 ? "(the plan and its target)" : line.replacing(#/\b\d\d:\d\d(:\d\d)?\b/#, with: "hh:mm")
    }.joined(separator: "\n") + "\n"
  }

  @Test(
    arguments: ["xterm-256color", "xterm", "screen-256color", "tmux-256color", "linux", "vt100"], ["C", "C.UTF-8"])
  func everyTerminalShowsTheReviewAndIsLeftAsItWas(_ name: String, _ language: String) async throws {
    let workshop = try await Workshop()
    let terminal = try PseudoTerminal(
      command: [PseudoTerminal.product("countersign"), "review", workshop.plan, "--no-rehearsal"]
        + workshop.connection,
      environment: workshop.environment.merging(["TERM": name, "LANG": language, "LC_ALL": nil]) { $1 },
      directory: workshop.folder)
    let before = terminal.settings
    try terminal.wait(for: "matches")
    terminal.send("J")
    try terminal.wait(for: "2/4")
    let isASCII = language == "C"
    #expect(terminal.rawOutput.allSatisfy { !isASCII || $0 < 0x80 })
    #expect(terminal.screen.text.contains { $0.contains(isASCII ? "|" : "│") } || name == "vt100")
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
    #expect(terminal.settings == before)
  }

  @Test func aDumbTerminalGetsTheText() async throws {
    let workshop = try await Workshop()
    let terminal = try PseudoTerminal(
      command: [PseudoTerminal.product("countersign"), "review", workshop.plan, "--no-rehearsal"],
      environment: workshop.environment.merging(["TERM": "dumb"]) { $1 }, directory: workshop.folder)
    #expect(try terminal.exitStatus() == 0)
    #expect(!terminal.rawOutput.contains(0x1B))
    #expect(terminal.rawOutput.count > 500)
  }
}
