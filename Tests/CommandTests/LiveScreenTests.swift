import Foundation
import MigrationCore
import Postgres
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
      row == 0
        ? "(the plan and its target)"
        : line.replacing(#/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/#, with: "2026-01-02T03:04:05Z")
          .replacing(#/\b\d\d:\d\d(:\d\d)?\b/#, with: "hh:mm")
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

  @Test func aDumbTerminalIsTalkedWithInPlainLines() async throws {
    let workshop = try await Workshop()
    let name = workshop.database.database ?? ""
    let terminal = try PseudoTerminal(
      command: [
        PseudoTerminal.product("countersign"), "review", workshop.plan, "--key", workshop.key, "--no-rehearsal",
      ]
        + workshop.connection,
      environment: workshop.environment.merging(["TERM": "dumb"]) { $1 }, directory: workshop.folder)
    let before = terminal.settings
    func say(_ line: String, until answer: String) throws {
      terminal.send(line + "\n")
      try terminal.wait(for: answer)
    }
    try terminal.wait(for: "review>")
    for number in 1...4 { try say("", until: ", \(number) of 4>") }
    try say("comment 2", until: "Comment on step 1.2")
    try say("who uses it?", until: "Comment 1 on step 1.2")
    try say("warnings", until: "INFO non-transactional-statement")
    try say("acknowledge 1", until: "Why is that acceptable?")
    try say("nobody uses it", until: "Acknowledged drop-column")
    try say("sign", until: "A message, one line")
    try say("read it all", until: "Type \(name)")
    terminal.settle(milliseconds: 600)
    // All at once is a paste, and signs nothing.
    terminal.send(name + "\r")
    try terminal.wait(for: "as a paste does")
    terminal.settle(milliseconds: 600)
    for letter in name {
      terminal.send(String(letter))
      terminal.settle(milliseconds: 20)
    }
    terminal.send("\r")
    try terminal.wait(for: "Signed.", seconds: 20)
    try say("sign-offs", until: "approve by")
    terminal.send("quit\n")
    #expect(try terminal.exitStatus() == 0)
    #expect(terminal.settings == before)
    #expect(!terminal.rawOutput.contains(0x1B))
    let review = try String(contentsOfFile: workshop.review, encoding: .utf8)
    #expect(review.contains("who uses it?") && review.contains("nobody uses it") && review.contains("read it all"))
  }

  @Test func whatChangedSinceTheLastLookIsSaidAtOpening() async throws {
    let workshop = try await Workshop()
    var terminal = try workshop.open(["--no-rehearsal"])
    try terminal.wait(for: "✓ matches")
    terminal.send("JJJr")
    try terminal.wait(for: "marked reviewed")
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
    let plan = try String(contentsOfFile: workshop.plan, encoding: .utf8)
    try workshop.write(Array(plan.replacing("email text", with: "email varchar(80)").utf8), to: workshop.plan)
    terminal = try workshop.open(["--no-rehearsal"])
    try terminal.wait(for: "1 step is changed: 1.1")
    terminal.send("\r")
    try terminal.wait(for: "changed")
    terminal.send("L")
    try terminal.wait(for: "✓ 3.1")
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
  }
}
