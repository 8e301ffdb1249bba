package import TerminalKit

/// The panes of the review screen that can have the keys.
package enum Pane: Hashable, Sendable { case trees, step }

/// How much of the screen the pane with the keys takes.
package enum Enlargement: Int, Hashable, Sendable {
  case normal, most, all

  var words: String {
    switch self {
    case .normal: "normal"
    case .most: "large"
    case .all: "alone"
    }
  }
}

/// Where the parts of the review screen are: a pure function of its size.
package struct ReviewLayout: Hashable, Sendable {
  /// Below 80x24 only the pane with the keys is shown.
  package static let smallestForBoth = (columns: 80, rows: 24)
  /// In a wide window few steps need more lines than this; the trees get the rest.
  private static let widePanel = (columns: 120, lines: 14)

  /// Whether there is room for a frame with header and footer.
  package var hasFrame: Bool
  /// The row of the warning that goes over everything; nil when there is none.
  package var banner: Int?
  /// The row of CURRENT and DESIRED.
  package var titles: Int?
  /// The current schema, or both in one column when `right` is empty.
  package var left: Rectangle
  package var right: Rectangle
  /// The column between the trees.
  package var divider: Int?
  /// The row of the step's heading.
  package var heading: Int?
  package var panel: Rectangle

  /// The layout for a size; `upper` is what the trees have of the rows and `left` what the left one has of the columns,
  /// where somebody dragged the lines.
  package init(
    columns: Int, rows: Int, focus: Pane, enlargement: Enlargement = .normal, sideBySide: Bool? = nil,
    hasBanner: Bool = false, upper: Double? = nil, left leftShare: Double? = nil
  ) {
    hasFrame = columns >= 20 && rows >= 6
    let inset = hasFrame ? 1 : 0
    let width = columns - 2 * inset
    var top = inset
    let bottom = rows - inset
    banner = hasBanner && hasFrame ? top : nil
    if banner != nil { top += 1 }
    let isSmall = columns < Self.smallestForBoth.columns || rows < Self.smallestForBoth.rows
    let body = max(0, bottom - top)
    let nothing = Rectangle(column: inset, row: top, width: 0, height: 0)
    let showsBoth = !isSmall && enlargement != .all

    let treeHeight: Int
    if showsBoth {
      let rest = body - 2
      let share = enlargement == .normal ? 11 : focus == .trees ? 16 : 4
      let height = min(max(3, rest * share / 20), rest - 3)
      let isWide = enlargement == .normal && columns >= Self.widePanel.columns
      let usual = isWide ? max(height, rest - Self.widePanel.lines) : height
      let wanted = enlargement == .normal ? upper.map { Dividers.part($0, of: rest, least: 3) } : nil
      treeHeight = wanted ?? usual
    } else {
      treeHeight = focus == .trees ? body - (hasFrame ? 1 : 0) : 0
    }

    (left, right, panel) = (nothing, nothing, nothing)
    var next = top
    if treeHeight > 0 {
      if hasFrame {
        titles = next
        next += 1
      }
      let isBeside = sideBySide ?? (width >= 68)
      let half = leftShare.map { Dividers.part($0, of: width - 1, least: min(10, width / 2)) } ?? (width - 1) / 2
      left = Rectangle(column: inset, row: next, width: isBeside ? half : width, height: treeHeight)
      if isBeside, width >= 5 {
        divider = inset + half
        right = Rectangle(column: inset + half + 1, row: next, width: width - half - 1, height: treeHeight)
      }
      next += treeHeight
    }
    if showsBoth || focus == .step {
      if hasFrame {
        heading = next
        next += 1
      }
      panel = Rectangle(column: inset, row: next, width: width, height: bottom - next)
    }
  }
}
