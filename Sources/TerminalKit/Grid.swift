/// A screenful of cells: what a screen draws into and what a terminal shows.
package struct Grid: Hashable, Sendable {
  package let columns: Int
  package let rows: Int
  package private(set) var cells: [Cell]
  /// Where the terminal's cursor stands; nil hides it.
  package var cursor: (column: Int, row: Int)? {
    get { cursorIndex.map { ($0 % columns, $0 / columns) } }
    set { cursorIndex = newValue.map { min(max(0, $0.row), rows - 1) * columns + min(max(0, $0.column), columns - 1) } }
  }
  private var cursorIndex: Int?

  /// An empty screen; sizes below one are taken as one.
  package init(columns: Int, rows: Int) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    cells = Array(repeating: .blank, count: self.columns * self.rows)
  }

  package subscript(column: Int, row: Int) -> Cell { cells[row * columns + column] }

  /// Draws `text` from (`column`, `row`), clipped to `width` columns and to the screen; never splits a wide cell.
  ///
  /// - Parameters:
  ///   - text: what to draw.
  ///   - column: where it starts; may lie left of the screen.
  ///   - row: a row outside the screen draws nothing.
  ///   - width: columns that may be used.
  ///   - skip: columns of `text` scrolled off to the left.
  ///   - fill: paints what `text` leaves of `width`; nil leaves it as it was.
  /// - Returns: columns drawn, the fill not counted.
  @discardableResult
  package mutating func put(
    _ text: StyledText, column: Int, row: Int, width: Int, skip: Int = 0, fill: Paint? = nil
  ) -> Int {
    guard row >= 0, row < rows, width > 0 else { return 0 }
    let left = max(0, column)
    let right = min(columns, column + width)
    var at = left
    var toSkip = max(0, skip) + (left - column)
    for glyph in text.glyphs where at < right {
      guard toSkip <= 0 else {
        toSkip -= glyph.width
        // A wide character cut in half by scrolling leaves a blank, so that columns stay aligned.
        if toSkip < 0 {
          set(at, row, Cell(" ", paint: glyph.paint))
          at += 1
        }
        continue
      }
      if at + glyph.width > right { break }
      set(at, row, glyph)
      if glyph.width == 2 { set(at + 1, row, .rightHalf(glyph.paint)) }
      at += glyph.width
    }
    let drawn = max(0, at - left)
    if let fill {
      while at < right {
        set(at, row, Cell(" ", paint: fill))
        at += 1
      }
    }
    return drawn
  }

  /// Blanks a part of the screen: what a dialog does before it draws over something else.
  package mutating func clear(_ rectangle: Rectangle, paint: Paint = Paint()) {
    for row in visible(rectangle.row, rectangle.height, of: rows) {
      for column in visible(rectangle.column, rectangle.width, of: columns) {
        set(column, row, Cell(" ", paint: paint))
      }
    }
  }

  /// Paints a cell anew and leaves what is in it.
  mutating func paint(_ column: Int, _ row: Int, _ role: Role) {
    cells[row * columns + column].paint.role = role
  }

  /// The part of a stretch that lies on the screen.
  func visible(_ start: Int, _ count: Int, of limit: Int) -> Range<Int> {
    let lower = min(max(0, start), limit)
    return lower..<max(lower, min(limit, start + count))
  }

  /// Puts one cell where it belongs; outside the screen it is dropped.
  mutating func set(_ column: Int, _ row: Int, _ cell: Cell) {
    guard column >= 0, column < columns, row >= 0, row < rows else { return }
    let index = row * columns + column
    // Overwriting one half of a wide cell blanks the other half.
    if cells[index].width == 0, cell.width != 0, column > 0 {
      cells[index - 1] = Cell(" ", paint: cells[index - 1].paint)
    }
    if cells[index].width == 2, column + 1 < columns {
      cells[index + 1] = Cell(" ", paint: cells[index + 1].paint)
    }
    cells[index] = cell
  }
}
