import TerminalKit

/// Where the parts of the browser are: a pure function of its size.
struct BrowseLayout: Hashable, Sendable {
  /// Whether there is room for a frame with header and footer.
  var hasFrame: Bool
  /// The row of the warning that goes over everything; nil when there is none.
  var banner: Int?
  /// Empty where only the other pane is shown.
  var tree: Rectangle
  /// The column between the panes; nil when one of them is shown.
  var divider: Int?
  /// The row of the object's name.
  var title: Int?
  /// The object's definition, and below it what else is known of it.
  var definition: Rectangle
  var facts: Rectangle
  /// The row of the line between these two.
  var rule: Int?

  /// The layout for a size; `left` is what the tree has of the columns, where somebody dragged the line.
  init(
    columns: Int, rows: Int, focus: BrowsePane, enlargement: Enlargement = .normal, hasBanner: Bool = false,
    left: Double? = nil
  ) {
    hasFrame = columns >= 20 && rows >= 6
    let inset = hasFrame ? 1 : 0
    let width = columns - 2 * inset
    banner = hasBanner && hasFrame ? inset : nil
    let top = inset + (banner == nil ? 0 : 1)
    let height = max(0, rows - inset - top)
    let least = ReviewLayout.smallestForBoth
    let showsBoth = columns >= least.columns && rows >= least.rows && enlargement != .all
    let treeWidth: Int
    if showsBoth {
      let share = enlargement == .normal ? 9 : focus == .tree ? 13 : 5
      let wanted = enlargement == .normal ? left.map { Dividers.part($0, of: width - 1, least: 20) } : nil
      treeWidth = wanted ?? width * share / 20
    } else {
      treeWidth = focus == .tree ? width : 0
    }
    tree = Rectangle(column: inset, row: top, width: treeWidth, height: treeWidth > 0 ? height : 0)
    guard showsBoth || focus == .definition else {
      definition = Rectangle(column: inset, row: top, width: 0, height: 0)
      facts = definition
      return
    }
    divider = showsBoth ? inset + treeWidth : nil
    let start = showsBoth ? inset + treeWidth + 1 : inset
    let right = inset + width
    title = hasFrame ? top : nil
    let first = top + (hasFrame ? 1 : 0)
    let rest = max(0, top + height - first)
    // The facts have a quarter, and no more than they can need.
    let factsHeight = hasFrame && rest >= 8 ? min(8, rest / 4) : 0
    rule = factsHeight > 0 ? first + rest - factsHeight - 1 : nil
    definition = Rectangle(
      column: start, row: first, width: right - start, height: rest - factsHeight - (factsHeight > 0 ? 1 : 0))
    facts = Rectangle(column: start, row: top + height - factsHeight, width: right - start, height: factsHeight)
  }
}
