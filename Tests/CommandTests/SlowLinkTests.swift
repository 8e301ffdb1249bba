import MigrationCore
import PseudoTerminal
import Testing

/// Somebody reads a large plan over a line that carries 20 kB a second.
@Suite struct SlowLinkTests {
  private static let bytesPerSecond = 20_000

  private static func plan() throws -> PaperPlan {
    try PaperPlan(
      (0..<2000).map { number in
        Step(
          sql: "ALTER TABLE table_\(number) ADD COLUMN added_\(number) text;", type: "table.column",
          operation: "create", path: "public.table_\(number).added_\(number)")
      }, tables: 2002)
  }

  @Test func noKeyIsLostAndFramesAreDroppedInstead() throws {
    let plan = try Self.plan()
    let terminal = try plan.open(columns: 200, rows: 50)
    try terminal.wait(for: "1/2000")
    try terminal.wait(for: "risk low")
    terminal.bytesPerSecond = Self.bytesPerSecond
    // As fast as a key that is held down: more than the line can show.
    for _ in 0..<300 {
      terminal.send("J")
      terminal.read(milliseconds: 10)
    }
    let bytes = terminal.rawOutput.count
    terminal.send("c")
    for letter in "not one letter lost" {
      terminal.send(String(letter))
      terminal.read(milliseconds: 10)
    }
    try terminal.wait(for: "301/2000")
    try terminal.wait(for: "not one letter lost")
    // What was on its way when the last key was pressed, and the frames that answer the letters; three hundred frames
    // would keep the line busy for many times as long.
    #expect(terminal.rawOutput.count - bytes < 2 * Self.bytesPerSecond)
    #expect(terminal.screen.unknown == [])
  }
}
