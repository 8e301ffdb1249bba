/// Which arms a box-drawing character has.
///
/// The grid draws Unicode lines; a terminal without UTF-8 gets ASCII ones.
struct LineArms: OptionSet, Hashable {
  let rawValue: Int
  static let up = LineArms(rawValue: 1)
  static let right = LineArms(rawValue: 2)
  static let down = LineArms(rawValue: 4)
  static let left = LineArms(rawValue: 8)

  /// Indexed by `rawValue`; single arms are drawn as whole lines.
  private static let scalars: [Unicode.Scalar] = [
    " ", "│", "─", "└", "│", "│", "┌", "├", "─", "┘", "─", "┴", "┐", "┤", "┬", "┼",
  ]

  var scalar: Unicode.Scalar { Self.scalars[rawValue] }

  init(rawValue: Int) { self.rawValue = rawValue }

  /// The arms of a character on the screen; none when it is not a line.
  init(of scalar: Unicode.Scalar) {
    switch scalar {
    case " ": self.init(rawValue: 0)
    case "│": self = [.up, .down]
    case "─": self = [.left, .right]
    default: self.init(rawValue: Self.scalars.firstIndex(of: scalar) ?? 0)
    }
  }
}

extension Grid {
  /// Draws a frame along the inner edge of `rectangle`, its title in the upper line; what lies inside is left as it is.
  ///
  /// Rectangles less than two cells wide or high draw nothing. The frame replaces lines that were there.
  package mutating func drawBox(_ rectangle: Rectangle, title: StyledText = StyledText(), active: Bool = false) {
    guard rectangle.width >= 2, rectangle.height >= 2 else { return }
    let paint = Paint(active ? .borderActive : .border, bold: active)
    let (left, top) = (rectangle.column, rectangle.row)
    let (right, bottom) = (left + rectangle.width - 1, top + rectangle.height - 1)
    func cell(_ arms: LineArms) -> Cell { Cell(arms.scalar, paint: paint) }
    for column in visible(left, rectangle.width, of: columns) {
      set(column, top, cell([.left, .right]))
      set(column, bottom, cell([.left, .right]))
    }
    for row in visible(top, rectangle.height, of: rows) {
      set(left, row, cell([.up, .down]))
      set(right, row, cell([.up, .down]))
    }
    set(left, top, cell([.right, .down]))
    set(right, top, cell([.left, .down]))
    set(left, bottom, cell([.up, .right]))
    set(right, bottom, cell([.up, .left]))
    put(title, column: left + 2, row: top, width: rectangle.width - 4)
  }

  /// Draws a horizontal line of `width` cells that joins the vertical lines it meets (`├ ┼ ┤`), with a title in it.
  ///
  /// To divide a box, start it in the box's left edge and end it in the right one.
  package mutating func drawRule(
    column: Int, row: Int, width: Int, title: StyledText = StyledText(), active: Bool = false
  ) {
    guard width > 0 else { return }
    for at in visible(column, width, of: columns) {
      var arms: LineArms = []
      if at > column { arms.insert(.left) }
      if at < column + width - 1 { arms.insert(.right) }
      join(at, row, arms, active)
    }
    put(title, column: column + 2, row: row, width: width - 4)
  }

  /// Draws a vertical line of `height` cells that joins the horizontal lines it meets (`┬ ┼ ┴`).
  package mutating func drawDivider(column: Int, row: Int, height: Int, active: Bool = false) {
    guard height > 0 else { return }
    for at in visible(row, height, of: rows) {
      var arms: LineArms = []
      if at > row { arms.insert(.up) }
      if at < row + height - 1 { arms.insert(.down) }
      join(column, at, arms, active)
    }
  }

  private mutating func join(_ column: Int, _ row: Int, _ arms: LineArms, _ active: Bool) {
    guard column >= 0, column < columns, row >= 0, row < rows else { return }
    let arms = arms.union(LineArms(of: self[column, row].scalar))
    set(column, row, Cell(arms.scalar, paint: Paint(active ? .borderActive : .border, bold: active)))
  }
}
