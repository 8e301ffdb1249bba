import MigrationCore
import ReviewerUI
import SeededRandom
import TerminalKit
import Testing

/// Whatever stands in a step, its SQL on the screen is that which apply runs: read back from the cells, it is the plan's.
///
/// Lines of nothing at the end are not seen; tabs before the text of a line are blanks.
@Suite struct ShownIsRunTests {
  private static let hostile: [String] = [
    "\u{1B}[31m", "\u{1B}]52;c;eA==\u{7}", "\u{9B}2J", "\u{202E}", "\u{200B}", "\r", "\n", "\n\n", "\n\t", "\t",
    "\u{7F}",
    "表", "e\u{301}\u{301}\u{301}\u{301}\u{301}", " \u{301}", "👨‍👩‍👧‍👦", "\u{FEFF}", "\u{E000}", "\u{2028}", "$$", "'", "\"",
    "/*", "--", "<ESC>", "<U+202E>", "  ", "\u{A0}",
  ]

  private static func text(_ random: inout SplitMix64) -> String {
    (0..<random.below(120)).map { _ in
      switch random.below(3) {
      case 0: hostile[random.below(hostile.count)]
      case 1: Unicode.Scalar(UInt32(1 + random.below(0x10FFFF))).map { String(Character($0)) } ?? "x"
      default: ["orders ", "x", "1", "SELECT ", "0.5"][random.below(5)]
      }
    }.joined()
  }

  /// A line as it is on the screen, with the marks of invisible characters undone.
  private static func undone(_ cells: [Cell]) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    // Behind it the row is only filled up.
    var end = 0
    var mark = ""
    for cell in cells where cell.width > 0 {
      guard cell.paint.role == .escape else {
        scalars.append(cell.scalar)
        scalars += cell.marks
        if scalars.last != " " { end = scalars.count }
        continue
      }
      mark.unicodeScalars.append(cell.scalar)
      guard cell.scalar == ">" else { continue }
      scalars.append(scalar(mark))
      end = scalars.count
      mark = ""
    }
    return Array(scalars[..<end])
  }

  private static func scalar(_ mark: String) -> Unicode.Scalar {
    if mark.hasPrefix("<U+") {
      return UInt32(mark.dropFirst(3).dropLast(), radix: 16).flatMap(Unicode.Scalar.init) ?? "?"
    }
    return (0...0x7F).map { Unicode.Scalar($0) }.first { Sanitizer.mark(for: $0) == mark } ?? "?"
  }

  private static func visibleLines(_ sql: String) -> [[Unicode.Scalar]] {
    var lines = sql.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let last = line.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return Array(line) }
      let blanks = Array(line[last...].dropFirst())
      var line = Array(line[...last])
      var indent = 0
      while indent < line.count, line[indent] == " " || line[indent] == "\t" {
        if line[indent] == "\t" {
          let width = Sanitizer.tabStop - indent % Sanitizer.tabStop
          line.replaceSubrange(indent...indent, with: Array(repeating: " ", count: width))
          indent += width
        } else {
          indent += 1
        }
      }
      return line + blanks
    }
    while lines.count > 1, lines.last == [] { lines.removeLast() }
    return lines
  }

  @Test(arguments: [1, 2, 3, 4]) func theSQLOnTheScreenIsThatOfThePlan(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let written = Plan(
      formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "", sourceFingerprint: nil,
      groups: [
        TransactionGroup(
          steps: (0..<12).map { _ in
            Step(sql: "SELECT '\(Self.text(&random))'", type: "table", operation: "alter", path: "public.orders")
          })
      ])
    let plan = try PlanCodec.decode(PlanCodec.encode(written))
    var reviewer = Shop.reviewer(
      ReviewFacts(planName: "plan.json", planHash: Shop.planHash, plan: plan), columns: 1200, rows: 14)
    reviewer.press("Tab w")
    for (_, step) in plan.steps {
      reviewer.press("Enter")
      let lines = Self.visibleLines(step.sql)
      var shown: [[Unicode.Scalar]] = []
      for _ in lines {
        let grid = reviewer.draw()
        // Behind the mark of the line that the keys speak of.
        let row = try #require(
          (2..<grid.rows - 1).first { grid[2, $0].paint.role == .hintKey && grid[2, $0].scalar != " " })
        shown.append(Self.undone((3..<grid.columns - 1).map { grid[$0, row] }))
        reviewer.press("j")
      }
      #expect(shown == lines, "\(step.sql.debugDescription)")
      let last = reviewer.screen
      reviewer.press("j")
      #expect(reviewer.screen == last, "there are no more lines")
      reviewer.press("q J")
    }
  }
}
