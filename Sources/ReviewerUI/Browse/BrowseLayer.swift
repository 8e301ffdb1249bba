import MigrationCore
import TerminalKit

/// What lies over the browser's tree; the last one has the keys.
enum BrowseLayer: Sendable {
  /// A definition on the whole screen.
  case definition(DefinitionState)
  /// What uses an object, and what it needs.
  case dependencies(DependencyTree, ListState)
  /// What the ledger has of the schema.
  case history(ListState)
  case help(KeyContext, ListState)
  case palette(PaletteState)
  case search(TextField)
  case filter(TextField)
  /// The name of the file that a definition is written to.
  case fileName(TextField)

  /// Whether the layer hides everything below it.
  var fillsScreen: Bool {
    switch self {
    case .definition, .dependencies, .history, .help: true
    case .palette, .search, .filter, .fileName: false
    }
  }
}

extension BrowseLayer {
  var listState: ListState? {
    get {
      switch self {
      case .dependencies(_, let state), .history(let state), .help(_, let state): state
      case .definition, .palette, .search, .filter, .fileName: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .dependencies(let tree, _): self = .dependencies(tree, newValue)
      case .history: self = .history(newValue)
      case .help(let context, _): self = .help(context, newValue)
      case .definition, .palette, .search, .filter, .fileName: break
      }
    }
  }
}

/// The panes of the browser that can have the keys.
package enum BrowsePane: Hashable, Sendable { case tree, definition }
