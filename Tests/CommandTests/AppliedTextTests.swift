import MigrationCore
import SeededRandom
import Testing

/// What reaches the server is the text of the step, to the byte; that the screen shows the same: `ShownIsRunTests`.
@Suite struct AppliedTextTests {
  private static func text(_ random: inout SplitMix64) -> String {
    let hostile = [
      "\u{1B}[2J", "\u{202E}", "\u{200B}", "\r\n", "\n", "\t", "\u{7F}", "e\u{301}", "表", "$$", "\\", "--", "  ",
      "\u{FEFF}",
    ]
    return (0..<60).map { _ in
      if random.below(2) == 0 { return hostile[random.below(hostile.count)] }
      return Unicode.Scalar(UInt32(1 + random.below(0x10FFFF))).map { String(Character($0)) } ?? "x"
    }.joined().replacing("'", with: "")
  }

  @Test func applyRunsTheStepsToTheByte() async throws {
    var random = SplitMix64(seed: 6)
    let texts = (0..<20).map { _ in Self.text(&random) }
    let steps = texts.enumerated().map { number, text in
      Step(
        sql: "INSERT INTO said VALUES (\(number), '\(text)');", type: "table", operation: "alter", path: "public.said")
    }
    let workshop = try await Workshop([steps], sql: Workshop.shop + "CREATE TABLE said (number integer, text text);")
    let outcome = try workshop.command(["apply", "--plan", workshop.plan, "--auto-approve"] + workshop.connection)
    #expect(outcome.status == 0, "\(outcome)")
    for (number, text) in texts.enumerated() {
      let said = try workshop.ask("SELECT text FROM said WHERE number = \(number)")
      #expect(said.map { Array($0.utf8) } == Array(text.utf8))
    }
  }
}
