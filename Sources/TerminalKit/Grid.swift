/// A cell of the screen.
package struct Cell: Hashable, Sendable {
  package var scalar: Unicode.Scalar
  package var marks: [Unicode.Scalar]
  package var paint: Paint
  /// 1 or 2 columns; 0 for the right half of the wide cell to the left.
  package var width: Int

  package static let blank = Cell(scalar: " ", marks: [], paint: Paint(), width: 1)
}

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
  ///   - skip: columns of `text` scrolled off to the left.
  ///   - fill: paints what `text` leaves of `width`; nil leaves it as it was.
  /// - Returns: columns drawn, the fill not counted.
  @discardableResult
  package mutating func put(
    _ text: StyledText, column: Int, row: Int, width: Int, skip: Int = 0, fill: Paint? = nil
  ) -> Int {
    guard row >= 0, row < rows, width > 0 else { return 0 }
    let right = min(columns, column + width)
    var at = column
    var toSkip = skip
    for glyph in text.glyphs {
      if toSkip > 0 {
        toSkip -= glyph.width
        // A wide character cut in half by scrolling leaves a blank, so that columns stay aligned.
        while toSkip < 0, at < right {
          set(at, row, Cell(scalar: " ", marks: [], paint: glyph.paint, width: 1))
          at += 1
          toSkip += 1
        }
        continue
      }
      if at + glyph.width > right { break }
      set(at, row, Cell(scalar: glyph.scalar, marks: glyph.marks, paint: glyph.paint, width: glyph.width))
      if glyph.width == 2 { set(at + 1, row, Cell(scalar: " ", marks: [], paint: glyph.paint, width: 0)) }
      at += glyph.width
    }
    let drawn = at - column
    if let fill {
      while at < right {
        set(at, row, Cell(scalar: " ", marks: [], paint: fill, width: 1))
        at += 1
      }
    }
    return drawn
  }

  private mutating func set(_ column: Int, _ row: Int, _ cell: Cell) {
    guard column >= 0, column < columns, row >= 0, row < rows else { return }
    let index = row * columns + column
    // Overwriting one half of a wide cell blanks the other half.
    if cells[index].width == 0, cell.width != 0, column > 0 {
      cells[index - 1] = Cell(scalar: " ", marks: [], paint: cells[index - 1].paint, width: 1)
    }
    if cells[index].width == 2, cell.width != 2, column + 1 < columns {
      cells[index + 1] = Cell(scalar: " ", marks: [], paint: cells[index + 1].paint, width: 1)
    }
    cells[index] = cell
  }
}
