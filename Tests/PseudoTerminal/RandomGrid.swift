import SeededRandom
package import TerminalKit

extension Grid {
  /// Anything that can stand on a screen, the same for the same number; eight in a row have much in common.
  ///
  /// The first row says which it is.
  package static func random(_ number: Int, columns: Int, rows: Int) -> Grid {
    var grid = Grid(columns: columns, rows: rows)
    var common = SplitMix64(seed: UInt64(number / 8))
    for _ in 0..<60 { grid.putAnything(&common) }
    var own = SplitMix64(seed: UInt64(number) &* 1_000_003)
    for _ in 0..<own.below(20) { grid.putAnything(&own) }
    grid.put(StyledText("picture \(number)."), column: 0, row: 0, width: columns, fill: Paint())
    return grid
  }

  private static let words = [
    "orders", "email ", "  ", " ", "x", "表", "e\u{301}", " \u{301}", "──", "│", "a b", "CREATE TABLE", "          ",
    "1.1",
  ]

  private mutating func putAnything(_ random: inout SplitMix64) {
    let paint = Paint(
      Role.allCases[random.below(Role.allCases.count)], on: Surface.allCases[random.below(Surface.allCases.count)],
      bold: random.below(4) == 0, reversed: random.below(8) == 0)
    let text = (0...random.below(6)).map { _ in Self.words[random.below(Self.words.count)] }.joined()
    let fills = random.below(3) == 0
    put(
      StyledText(text, paint), column: random.below(columns), row: random.below(rows), width: 1 + random.below(columns),
      fill: fills ? paint : nil)
  }
}
