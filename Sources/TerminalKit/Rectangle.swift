/// A part of the screen in cells, never of negative size.
package struct Rectangle: Hashable, Sendable {
  package var column: Int
  package var row: Int
  package var width: Int
  package var height: Int

  package init(column: Int, row: Int, width: Int, height: Int) {
    self.column = column
    self.row = row
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// Whether the cell lies inside.
  package func contains(column x: Int, row y: Int) -> Bool {
    x >= column && x < column + width && y >= row && y < row + height
  }
}
