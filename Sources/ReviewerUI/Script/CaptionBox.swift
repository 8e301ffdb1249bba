package import TerminalKit

extension Grid {
  /// Draws what a script says about the screen where nothing stands, as low as there is such a place.
  ///
  /// Where there is none it covers the lowest part, above the line of keys; where somebody types, it stands above that.
  package mutating func drawCaption(_ text: String) {
    guard columns >= 20, rows >= 8 else { return }
    let width = min(columns - 8, 100)
    let lines = StyledText(text, Paint(.heading, bold: true)).wrapped(to: width).prefix(rows - 6)
    let height = lines.count + 2
    let inner = lines.map(\.width).max() ?? 0
    // A line that is typed has a box of three rows of its own.
    let isTyped = cursor.map { $0.row >= rows - 2 - height && $0.row < rows - 1 } ?? false
    let bottom = isTyped ? (cursor?.row ?? rows) - 1 : rows - 1
    var box = Rectangle(
      column: (columns - inner - 4) / 2, row: max(0, bottom - height), width: inner + 4, height: height)
    if let free = (1...max(1, box.row)).last(where: { hasNothing(in: box, at: $0) }) { box.row = free }
    clear(box)
    drawBox(box, active: true)
    for (row, line) in lines.enumerated() { put(line, column: box.column + 2, row: box.row + 1 + row, width: inner) }
  }

  /// Whether nothing but lines between panes would be covered by a box at `row`.
  private func hasNothing(in box: Rectangle, at row: Int) -> Bool {
    (row..<(row + box.height)).allSatisfy { row in
      (box.column..<(box.column + box.width)).allSatisfy { [" ", "│"].contains(self[$0, row].scalar) }
    }
  }
}
