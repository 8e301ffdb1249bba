import MigrationCore
import TerminalKit

/// The mouse: never needed, and never able to decide anything.
extension Reviewer {
  mutating func mouse(_ action: MouseAction, column: Int, row: Int) -> [Effect] {
    switch layers.last {
    case .palette, .entry, .dialog, .notice, .quitQuestion, .stopQuestion: return []
    case .list, .definition, .help, .applying:
      switch action {
      case .wheelDown: move(.scrollDown, count: 3)
      case .wheelUp: move(.scrollUp, count: 3)
      case .press: press(inListAtRow: row)
      case .drag, .release: break
      }
      return []
    case nil: break
    }
    message = nil
    let layout = layout
    if drag(action, column: column, row: row, layout) { return [] }
    if layout.panel.contains(column: column, row: row) {
      switch action {
      case .wheelDown: panelOffset += 3
      case .wheelUp: panelOffset = max(0, panelOffset - 3)
      case .press: focus = .step
      case .drag, .release: break
      }
      return []
    }
    guard layout.left.contains(column: column, row: row) || layout.right.contains(column: column, row: row) else {
      return []
    }
    switch action {
    case .wheelDown: moveTreeCursor(to: treeView.position + 3)
    case .wheelUp: moveTreeCursor(to: treeView.position - 3)
    case .press:
      let place = treeView.offset + row - layout.left.row
      guard treeView.visible.indices.contains(place) else { return [] }
      let wasThere = focus == .trees && place == treeView.position
      focus = .trees
      if wasThere, let index = treeView.row, tree.rows[index].end > index + 1 {
        fold(.toggleFold)
      } else {
        moveTreeCursor(to: place)
      }
    case .drag, .release: break
    }
    return []
  }

  /// Moves the line between two panes; whether the mouse has hold of one.
  private mutating func drag(_ action: MouseAction, column: Int, row: Int, _ layout: ReviewLayout) -> Bool {
    switch action {
    case .press where row == layout.heading && layout.left.height > 0: dividers.hold(.across)
    case .press
    where column == layout.divider && (layout.left.row..<layout.left.row + layout.left.height).contains(row):
      dividers.hold(.down)
    case .drag where dividers.held != nil:
      let trees = layout.left
      let rows = trees.height + layout.panel.height
      dividers.drag(
        column: column, row: row,
        in: Rectangle(
          column: trees.column, row: trees.row, width: trees.width + layout.right.width, height: rows))
    case .release where dividers.held != nil: dividers.release()
    case .press, .drag, .release, .wheelUp, .wheelDown: return false
    }
    return true
  }

  /// Selects the item under the mouse.
  private mutating func press(inListAtRow row: Int) {
    guard let layer = layers.last, let items = items(of: layer) else { return }
    let line = row - ListScreen.body(self).row
    layers[layers.count - 1].listState?.select(at: line, in: items)
  }
}
