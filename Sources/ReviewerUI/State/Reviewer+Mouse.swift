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

  /// Selects the item under the mouse.
  private mutating func press(inListAtRow row: Int) {
    guard case .list(let kind, var state)? = layers.last else { return }
    var line = state.offset + row - ListScreen.body(self).row
    for (index, item) in heights(of: .list(kind, state)).enumerated() where line >= 0 {
      if line < item {
        state.selected = index
        layers[layers.count - 1] = .list(kind, state)
        return
      }
      line -= item
    }
  }
}
