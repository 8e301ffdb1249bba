import MigrationCore
import TerminalKit

/// Search in whatever is on the screen, and the filter of the trees.
extension Reviewer: SearchableState {
  /// Where cursors were when a search set out.
  struct Standpoint: Sendable {
    var treeView: TreeView
    var subject: ShownSubject
    var stepIndex: Int
    var panelOffset: Int
    /// The screen over the trees that is searched.
    var layer: Layer?
    var search: Search
  }

  /// Goes along while a search or filter is being typed.
  mutating func entryChanged(_ entry: EntryState) {
    switch entry.purpose {
    case .filter: setFilter(entry.field.text)
    case .search: searchChanged(to: entry.field.text)
    case .comment, .change, .acknowledgement: break
    }
  }

  /// Filters what is on the screen: the keys in help, else the trees.
  mutating func setFilter(_ text: String) {
    if let index = searchedLayer, case .help(let context, var state) = layers[index] {
      (state.filter, state.selected) = (text, 0)
      layers[index] = .help(context, state)
    } else if text.isEmpty {
      treeView.clearFilter(in: tree)
    } else {
      treeView.setFilter(text, in: tree)
      treeCursorMoved()
    }
  }

  mutating func setOutToSearch() {
    standpoint = Standpoint(
      treeView: treeView, subject: subject, stepIndex: stepIndex, panelOffset: panelOffset,
      layer: searchedLayer.map { layers[$0] }, search: search)
  }

  mutating func returnFromSearch() {
    guard let standpoint else { return }
    treeView = standpoint.treeView
    treeView.treeChanged()
    treeView.refresh(tree)
    (subject, panelOffset) = (standpoint.subject, standpoint.panelOffset)
    stepIndex = min(standpoint.stepIndex, max(0, steps.count - 1))
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
      if focus == .step { return (panelText(width: layout.panel.width).texts, panelOffset) }
      return (tree.rows.map { $0.id == nil ? "" : $0.title }, treeView.row ?? 0)
    }
    switch layers[index] {
    case .list(_, let state), .help(_, let state), .applying(let state):
      return (items(of: layers[index])?.texts ?? [], state.here)
    case .definition(let state):
      return (
        DefinitionScreen.rows(self, state).map { ($0.left?.text ?? "") + " " + ($0.right?.text ?? "") }, state.cursor
      )
    case .palette, .entry, .dialog, .notice, .quitQuestion, .stopQuestion: return ([], 0)
    }
  }

  mutating func goTo(found target: Int) {
    guard let index = searchedLayer else {
      if focus == .step {
        panelOffset = target
      } else {
        treeView.reveal(target, in: tree)
        treeCursorMoved()
      }
      return
    }
    switch layers[index] {
    case .list, .help, .applying: layers[index].listState?.go(to: target)
    case .definition(var state):
      state.go(to: target)
      layers[index] = .definition(state)
    case .palette, .entry, .dialog, .notice, .quitQuestion, .stopQuestion: break
    }
  }
}
