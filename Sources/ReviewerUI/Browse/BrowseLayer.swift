import MigrationCore
import TerminalKit

/// What lies over the browser's tree; the last one has the keys.
enum BrowseLayer: Sendable {
  /// A definition on the whole screen.
  case definition(DefinitionState)
  /// What uses an object, and what it needs.
  case dependencies(AlignedTree.Key, ListState)
  /// What the ledger has of the schema.
  case history(ListState)
  case help(KeyContext, ListState)
  case palette(PaletteState)
  case search(TextField)
  case filter(TextField)

  /// Whether the layer hides everything below it.
  var fillsScreen: Bool {
    switch self {
    case .definition, .dependencies, .history, .help: true
    case .palette, .search, .filter: false
    }
  }
}

/// The panes of the browser that can have the keys.
package enum BrowsePane: Hashable, Sendable { case tree, definition }
