package import TerminalKit

extension Grid {
  /// Draws what a script says about the screen over its lower part, above the line of keys.
  ///
  /// Where somebody types, it stands above that.
  package mutating func drawCaption(_ text: String) {
    guard columns >= 20, rows >= 8 else { return }
    let width = min(columns - 8, 100)
    let lines = StyledText(text, Paint(.heading, bold: true)).wrapped(to: width).prefix(rows - 6)
    let height = lines.count + 2
    let inner = lines.map(\.width).max() ?? 0
    // A line that is typed has a box of three rows of its own.
    let isTyped = cursor.map { $0.row >= rows - 2 - height && $0.row < rows - 1 } ?? false
    let bottom = isTyped ? (cursor?.row ?? rows) - 1 : rows - 1
    let box = Rectangle(
      column: (columns - inner - 4) / 2, row: max(0, bottom - height), width: inner + 4, height: height)
    clear(box)
    drawBox(box, active: true)
    for (row, line) in lines.enumerated() { put(line, column: box.column + 2, row: box.row + 1 + row, width: inner) }
  }
}
