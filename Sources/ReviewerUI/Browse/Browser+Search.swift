import MigrationCore
import TerminalKit

/// Search in whatever is on the screen, and the filter of the tree.
extension Browser {
  mutating func filter(_ text: String) {
    treeView.filter = text
    treeView.refresh(tree)
    // The first object that matches, not the schema above it.
    let match = treeView.visible.firstIndex {
      tree.rows[$0].id != nil && TextMatch.fuzzy(text, in: tree.rows[$0].title) != nil
    }
    if let match, !text.isEmpty { treeView.move(to: match, in: tree) }
  }

  mutating func searchAgain(forward: Bool) {
    guard !searched.isEmpty else {
      message = Message("nothing was searched for yet; / searches")
      return
    }
    find(searched, forward: forward, includingHere: false)
  }

  mutating func find(_ text: String, forward: Bool, includingHere: Bool) {
    guard !text.isEmpty else { return }
    let (candidates, here) = searchable
    guard let match = TextMatch.next(text, in: candidates, from: here, forward: forward, includingHere: includingHere)
    else {
      message = Message("not found: \(text)")
      return
    }
    message = Message(match.words)
    goTo(match.index)
  }

  /// Puts the tree back to where the search began.
  mutating func returnFromSearch() {
    treeView = searchedFrom
    treeView.refresh(tree)
  }

  private var searchedLayer: Int? { layers.lastIndex { $0.fillsScreen } }

  /// The texts that a search goes through, and where among them the cursor is.
  private var searchable: ([String], Int) {
    guard let index = searchedLayer else {
      if focus == .definition { return (paneLines(width: layout.definition.width).map(\.text), paneOffset) }
      // Headings are not searched; what is not managed has no identity, and is.
      let titles = tree.rows.indices.map { index in
        tree.rows[index].id != nil || tree.rows[index].end == index + 1 ? tree.rows[index].title : ""
      }
      return (titles, treeView.row ?? 0)
    }
    switch layers[index] {
    case .definition(let state):
      let texts = DefinitionScreen.rows(self, state).map { ($0.left?.text ?? "") + " " + ($0.right?.text ?? "") }
      return (texts, state.offset)
    case .dependencies(let key, let state): return (dependencyItems(of: key).map(\.text.text), state.selected)
    case .help(let context, let state):
      let texts = helpItems(context, width: listWidth).map { $0.map(\.text).joined(separator: " ") }
      return (texts, state.selected)
    case .palette, .search, .filter: return ([], 0)
    }
  }

  private mutating func goTo(_ target: Int) {
    guard let index = searchedLayer else {
      if focus == .definition { paneOffset = target } else { treeView.reveal(target, in: tree) }
      return
    }
    switch layers[index] {
    case .definition(var state):
      state.offset = target
      layers[index] = .definition(state)
    case .dependencies(let key, var state):
      state.selected = target
      layers[index] = .dependencies(key, state)
    case .help(let context, var state):
      state.selected = target
      layers[index] = .help(context, state)
    case .palette, .search, .filter: break
    }
  }
}
