import MigrationCore
import TerminalKit

/// Search in whatever is on the screen, and the filter of the trees.
extension Reviewer {
  /// Goes along while a search or filter is being typed.
  mutating func entryChanged(_ entry: EntryState) {
    switch entry.purpose {
    case .filter:
      treeView.filter = entry.field.text
      treeView.refresh(tree)
      // The first object that matches, not the schema above it.
      if let match = treeView.visible.firstIndex(where: {
        tree.rows[$0].id != nil && TextMatch.fuzzy(entry.field.text, in: tree.rows[$0].title) != nil
      }), !entry.field.text.isEmpty {
        moveTreeCursor(to: match)
      }
    case .search: find(entry.field.text, forward: true, includingHere: true)
    case .comment, .change, .acknowledgement: break
    }
  }

  mutating func searchAgain(forward: Bool) {
    guard !searched.isEmpty else {
      message = Message("nothing was searched for yet; / searches")
      return
    }
    find(searched, forward: forward, includingHere: false)
  }

  private mutating func find(_ text: String, forward: Bool, includingHere: Bool) {
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

  private var searchedLayer: Int? { layers.lastIndex { $0.fillsScreen } }

  /// The texts that a search goes through, and where among them the cursor is.
  private var searchable: ([String], Int) {
    guard let index = searchedLayer else {
      if focus == .step { return (panelLines(width: layout.panel.width).map(\.text), panelOffset) }
      return (tree.rows.map { $0.id == nil ? "" : $0.title }, treeView.row ?? 0)
    }
    switch layers[index] {
    case .list(_, let state), .help(_, let state), .applying(let state):
      return (items(of: layers[index]).map { $0.map(\.text).joined(separator: " ") }, state.selected)
    case .definition(let state):
      return (
        DefinitionScreen.rows(self, state).map { ($0.left?.text ?? "") + " " + ($0.right?.text ?? "") }, state.offset
      )
    case .palette, .entry, .dialog, .notice, .quitQuestion, .stopQuestion: return ([], 0)
    }
  }

  private mutating func goTo(_ target: Int) {
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
    case .list(let kind, var state):
      state.selected = target
      layers[index] = .list(kind, state)
    case .help(let context, var state):
      state.selected = target
      layers[index] = .help(context, state)
    case .applying(var state):
      state.selected = target
      layers[index] = .applying(state)
    case .definition(var state):
      state.offset = target
      layers[index] = .definition(state)
    case .palette, .entry, .dialog, .notice, .quitQuestion, .stopQuestion: break
    }
  }
}
