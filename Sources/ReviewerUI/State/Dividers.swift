import TerminalKit

/// The lines between panes, as somebody dragged them with the mouse.
struct Dividers: Hashable, Sendable {
  enum Line: Hashable, Sendable {
    /// Between an upper and a lower pane.
    case across
    /// Between a left and a right one.
    case down
  }
  /// What the upper pane has of the rows, and the left one of the columns; nil leaves it to the size.
  private(set) var upper: Double?
  private(set) var left: Double?
  /// The one that the mouse holds.
  private(set) var held: Line?

  mutating func hold(_ line: Line) { held = line }
  mutating func release() { held = nil }

  /// Moves the line that is held to a cell; `area` is what both panes share.
  mutating func drag(column: Int, row: Int, in area: Rectangle) {
    switch held {
    case .across: upper = Self.share(row - area.row, of: area.height)
    case .down: left = Self.share(column - area.column, of: area.width)
    case nil: break
    }
  }

  private static func share(_ part: Int, of whole: Int) -> Double {
    whole > 0 ? min(1, max(0, Double(part) / Double(whole))) : 0
  }

  /// So much of `whole` as a share is, and on both sides of it at least `least`.
  static func part(_ share: Double, of whole: Int, least: Int) -> Int {
    max(min(Int((share * Double(whole)).rounded()), whole - least), min(least, whole))
  }
}
