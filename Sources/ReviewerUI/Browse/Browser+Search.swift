import MigrationCore
import TerminalKit

/// Search in whatever is on the screen, and the filter of the tree.
extension Browser: SearchableState {
  /// Where cursors were when a search set out.
  struct Standpoint: Sendable {
    var treeView: TreeView
    var paneOffset: Int
    /// The screen over the tree that is searched.
    var layer: BrowseLayer?
    var search: Search
  }

  /// Filters what is on the screen: the keys in help, else the tree.
  mutating func setFilter(_ text: String) {
    if let index = searchedLayer, case .help(let context, var state) = layers[index] {
      (state.filter, state.selected) = (text, 0)
      layers[index] = .help(context, state)
    } else if text.isEmpty {
      treeView.clearFilter(in: tree)
    } else {
      treeView.setFilter(text, in: tree)
    }
  }

  mutating func setOutToSearch() {
    standpoint = Standpoint(
      treeView: treeView, paneOffset: paneOffset, layer: searchedLayer.map { layers[$0] }, search: search)
  }

  mutating func returnFromSearch() {
    guard let standpoint else { return }
    treeView = standpoint.treeView
    treeView.treeChanged()
    treeView.refresh(tree)
    paneOffset = standpoint.paneOffset
    search = standpoint.search
    guard let index = searchedLayer, let layer = standpoint.layer else { return }
    if case .definition(let state) = layer {
      layers[index] = .definition(refreshed(state))
    } else {
      layers[index] = layer
    }
  }

  private var searchedLayer: Int? { layers.lastIndex { $0.fillsScreen } }

  var searchable: (texts: [String], here: Int) {
    guard let index = searchedLayer else {
      if focus == .definition { return (paneText(width: layout.definition.width).texts, paneOffset) }
      // Headings are not searched; what is not managed has no identity, and is.
      let titles = tree.rows.indices.map { index in
        tree.rows[index].id != nil || tree.rows[index].end == index + 1 ? tree.rows[index].title : ""
      }
      return (titles, treeView.row ?? 0)
    }
    switch layers[index] {
    case .definition(let state):
      let texts = DefinitionScreen.rows(self, state).map { ($0.left?.text ?? "") + " " + ($0.right?.text ?? "") }
      return (texts, state.cursor)
    case .dependencies(_, let state), .history(let state), .help(_, let state):
      return (items(of: layers[index])?.texts ?? [], state.here)
    case .palette, .search, .filter, .fileName: return ([], 0)
    }
  }

  mutating func goTo(found target: Int) {
    guard let index = searchedLayer else {
      if focus == .definition { paneOffset = target } else { treeView.reveal(target, in: tree) }
      return
    }
    switch layers[index] {
    case .definition(var state):
      state.go(to: target)
      layers[index] = .definition(state)
    case .dependencies, .history, .help: layers[index].listState?.go(to: target)
    case .palette, .search, .filter, .fileName: break
    }
  }
}
