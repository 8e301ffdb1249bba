import Foundation
import Glibc
import MigrationCore
import Postgres
import PseudoTerminal
import Testing

/// The real command in a real terminal against a real server.
@Suite struct ReviewScreenTests {
  @Test func aPlanIsReadDiscussedSignedAndApplied() async throws {
    let workshop = try await Workshop()
    let terminal = try workshop.open(["--apply"], columns: 120, rows: 40)
    let before = terminal.settings
    try terminal.wait(for: "✓ matches")
    try terminal.wait(for: "rehearsed", seconds: 30)
    for number in 2...4 {
      terminal.send("J")
      try terminal.wait(for: "\(number)/4")
    }
    terminal.send("c")
    terminal.settle()
    terminal.send("who reads this?\r")
    try terminal.wait(for: "who reads this?")
    terminal.send("W")
    try terminal.wait(for: "drop-column")
    terminal.send("a")
    terminal.settle()
    terminal.send("nobody uses it\r")
    try terminal.wait(for: "acknowledged by")
    terminal.send("q")
    terminal.settle()
    terminal.send("S")
    try terminal.wait(for: "sign off: approve")
    terminal.settle(milliseconds: 700)
    terminal.send("looks right\t\(workshop.database.database ?? "")")
    terminal.settle()
    terminal.send("\r")
    try terminal.wait(for: "signed")
    terminal.send("A")
    try terminal.wait(for: "apply this plan")
    try terminal.wait(for: "the target is the schema of the plan")
    terminal.settle(milliseconds: 700)
    terminal.send(workshop.database.database ?? "")
    terminal.settle()
    terminal.send("\r")
    try terminal.wait(for: "✓ applied: 4 steps", seconds: 20)
    try terminal.wait(for: "✓ as rehearsed", seconds: 20)
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
    #expect(terminal.settings == before)
    #expect(terminal.screen.unknown == [])
    let review = try String(contentsOfFile: workshop.review, encoding: .utf8)
    #expect(review.contains("who reads this?"))
    #expect(review.contains("nobody uses it"))
    #expect(review.contains("BEGIN SSH SIGNATURE"))
    #expect(
      try workshop.ask(
        "SELECT count(*) FROM pg_attribute WHERE attrelid = 'customers'::regclass AND attname IN ('email', 'legacy_code')"
      ) == "1")
    #expect(try workshop.ask("SELECT obj_description('orders'::regclass)") == "What was ordered.")
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGSEGV]) func aSignalLeavesTheTerminalAsItWas(_ signal: Int32) async throws {
    let workshop = try await Workshop()
    let terminal = try workshop.open(["--no-rehearsal"])
    let before = terminal.settings
    try terminal.wait(for: "✓ matches")
    terminal.kill(signal)
    #expect(try terminal.exitStatus() == 128 + Int(signal))
    #expect(terminal.settings == before)
    #expect(terminal.screen.modes.isDisjoint(with: [1000, 1002, 1004, 1006, 1049, 2004]))
  }

  @Test func aHostilePlanPutsNothingOnTheWireButTextAndOurOwnSequences() async throws {
    let hostile = "\u{1B}]0;owned\u{7}\u{1B}[2J\u{202E}\u{9B}31m\u{7}"
    var groups = Workshop.change
    groups[0][0].path = "public.customers.\(hostile)"
    groups[0][0].sql = "ALTER TABLE customers ADD COLUMN email text; -- \(hostile)"
    groups[0][1].type = hostile
    let workshop = try await Workshop(groups)
    let terminal = try workshop.open(["--no-rehearsal"])
    try terminal.wait(for: "<ESC>")
    terminal.send("JKLqWq")
    terminal.settle()
    terminal.send("Q")
    _ = try terminal.exitStatus()
    // Whether the terminal is light or dark is what we ask ourselves.
    #expect(terminal.screen.commands == ["11;?"])
    #expect(terminal.screen.unknown == [])
    let wire = String(decoding: terminal.rawOutput, as: UTF8.self).unicodeScalars
    #expect(!wire.contains { $0.value == 0x202E || (0x80..<0xA0).contains($0.value) || $0.value == 0x07 })
    let plain = try workshop.command(["review", workshop.plan, "--plain"] + workshop.connection + ["--no-rehearsal"])
    #expect(plain.status == 0)
    #expect(!plain.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
  }

  @Test func aDatabaseThatOnlyAServiceFileNamesIsSignedForByItsName() async throws {
    let workshop = try await Workshop([[Workshop.change[2][0]]])
    let database = workshop.database
    let service = """
      [shop]
      host=\(database.host ?? "")
      port=5432
      user=\(database.user ?? "")
      dbname=\(database.database ?? "")

      """
    try workshop.write(Array(service.utf8), to: "\(workshop.folder)/services")
    let terminal = try PseudoTerminal(
      command: [
        PseudoTerminal.product("countersign"), "review", workshop.plan, "--dsn", "service=shop", "--key", workshop.key,
        "--no-rehearsal", "--apply",
      ], environment: workshop.environment.merging(["PGSERVICEFILE": "\(workshop.folder)/services"]) { $1 },
      directory: workshop.folder)
    try terminal.wait(for: "✓ matches")
    terminal.send("S")
    try terminal.wait(for: "the database's name")
    terminal.settle(milliseconds: 700)
    terminal.send("ok\t\(database.database ?? "")")
    terminal.settle()
    terminal.send("\r")
    try terminal.wait(for: "signed")
    terminal.send("A")
    try terminal.wait(for: "the target is the schema of the plan")
    terminal.settle(milliseconds: 700)
    terminal.send(database.database ?? "")
    terminal.settle()
    terminal.send("\r")
    try terminal.wait(for: "✓ applied: 1 step", seconds: 20)
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
  }

  @Test func aChangedByteVoidsTheSignOff() async throws {
    let workshop = try await Workshop([[Workshop.change[2][0]]])
    let terminal = try workshop.open(["--no-rehearsal"])
    try terminal.wait(for: "✓ matches")
    terminal.send("S")
    try terminal.wait(for: "sign off: approve")
    terminal.settle(milliseconds: 700)
    terminal.send("ok\t\(workshop.database.database ?? "")")
    terminal.settle()
    terminal.send("\r")
    try terminal.wait(for: "signed")
    terminal.send("Q")
    _ = try terminal.exitStatus()
    let bytes = try Data(contentsOf: URL(filePath: workshop.plan))
    try workshop.write(
      Array(String(decoding: bytes, as: UTF8.self).replacing("ordered", with: "0rdered").utf8), to: workshop.plan)
    let plain = try workshop.command(["review", workshop.plan, "--plain"] + workshop.connection + ["--no-rehearsal"])
    let words = plain.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("void: the plan file changed after it was signed"))
    #expect(words.contains("Wanted: one approval"))
  }

  @Test(arguments: [(20, 5), (1, 1), (80, 24), (200, 50)]) func everySizeOpensAndCloses(_ columns: Int, _ rows: Int)
    async throws
  {
    let workshop = try await Workshop()
    let terminal = try workshop.open(["--no-rehearsal"], columns: columns, rows: rows)
    terminal.settle(milliseconds: 500)
    terminal.resize(columns: 100, rows: 30)
    try terminal.wait(for: "✓ matches")
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
  }
}
