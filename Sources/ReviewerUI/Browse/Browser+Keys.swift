import MigrationCore
import TerminalKit

/// From keys, pastes and the mouse to actions.
extension Browser {
  mutating func press(_ key: Key) -> [Effect] {
    let wasInterrupted = isInterrupted
    isInterrupted = false
    message = nil
    switch layers.last {
    case .palette, .search, .filter, .fileName: return type(key)
    case .definition, .dependencies, .history, .help, nil: break
    }
    switch pending.take(key, keymap, in: context) {
    case .nothing: return []
    case .action(let action, let count):
      if action == .interrupt, wasInterrupted { return [.quit] }
      return perform(action, count: count)
    case .letter(let action, let letter): return perform(action, letter: letter)
    case .unknown(let words):
      message = Message(words)
      return [.bell]
    }
  }

  /// A key where text is typed: the few keys of the table first, then the field.
  private mutating func type(_ key: Key) -> [Effect] {
    if case .action(let action) = keymap.match([key], in: context) { return perform(action, count: nil) }
    return edit { $0.handle(key) } ? [] : [.bell]
  }

  /// A paste is text for a field, and never keys.
  mutating func paste(_ text: String) -> [Effect] {
    message = nil
    let isTaken = edit { field in
      field.insert(text)
      return true
    }
    guard !isTaken else { return [] }
    pending = PendingKeys()
    message = Message("pasted text is never run as keys; press \(key(.search)) first to paste into a search")
    return [.bell]
  }

  /// Changes the field that is being typed in; false when there is none or it did not take the change.
  private mutating func edit(_ change: (inout TextField) -> Bool) -> Bool {
    let isTaken: Bool
    switch layers.last {
    case .search(var field):
      isTaken = change(&field)
      layers[layers.count - 1] = .search(field)
      searchChanged(to: field.text)
    case .filter(var field):
      isTaken = change(&field)
      layers[layers.count - 1] = .filter(field)
      setFilter(field.text)
    case .fileName(var field):
      isTaken = change(&field)
      layers[layers.count - 1] = .fileName(field)
    case .palette(var palette):
      isTaken = change(&palette.field)
      palette.selected = 0
      layers[layers.count - 1] = .palette(palette)
    case .definition, .dependencies, .history, .help, nil: return false
    }
    return isTaken
  }

  mutating func mouse(_ action: MouseAction, column: Int, row: Int) {
    let wheel: Action? =
      switch action {
      case .wheelDown: .scrollDown
      case .wheelUp: .scrollUp
      case .press, .drag, .release: nil
      }
    switch layers.last {
    case .palette, .search, .filter, .fileName: return
    case .definition, .dependencies, .history, .help:
      if let wheel { move(wheel, count: 3) } else if action == .press { press(inListAtRow: row) }
      return
    case nil: break
    }
    message = nil
    let layout = layout
    if drag(action, column: column, row: row, layout) { return }
    if layout.definition.contains(column: column, row: row) {
      if let wheel { scrollPane(wheel, count: 3) } else if action == .press { focus = .definition }
    } else if layout.tree.contains(column: column, row: row) {
      let place = treeView.offset + row - layout.tree.row
      if let distance = wheel?.distance(3, height: 1) {
        treeView.move(to: treeView.position + distance, in: tree)
      } else if action == .press, treeView.visible.indices.contains(place) {
        let wasThere = focus == .tree && place == treeView.position
        focus = .tree
        if wasThere { treeView.fold(.toggleFold, in: tree) } else { treeView.move(to: place, in: tree) }
      }
    }
  }

  /// Moves the line between the panes; whether the mouse has hold of it.
  private mutating func drag(_ action: MouseAction, column: Int, row: Int, _ layout: BrowseLayout) -> Bool {
    switch action {
    case .press where column == layout.divider && layout.tree.row <= row: dividers.hold(.down)
    case .drag where dividers.held != nil:
      dividers.drag(
        column: column, row: row,
        in: Rectangle(column: layout.tree.column, row: layout.tree.row, width: columns - 3, height: layout.tree.height))
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
