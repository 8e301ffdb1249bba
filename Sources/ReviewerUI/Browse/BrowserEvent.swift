package import MigrationCore
package import TerminalKit

/// Everything that can happen to a browser: keys, time, and what a reading of the schema brings.
///
/// A reading tells `reading` as often as it goes on to something else, then `read` or `notRead`; `sizes` may come later.
package enum BrowserEvent: ScreenEvent {
  case terminal(TerminalEvent)
  case tick(milliseconds: Int)
  case editorReturned(String?)
  case message(String)
  /// What the reading is doing, in a few words.
  case reading(String)
  case read(BrowsedSchema)
  /// Why the schema could not be read; one sentence.
  case notRead(String)
  case sizes(Loadable<[ObjectID: RelationSize]>)
}

/// A live schema as it stood at one moment, ready to be shown.
package struct BrowsedSchema: Sendable {
  package var database: String
  /// The server's version, `16.2`.
  package var server: String
  package var tree: ObjectTree
  package var dependencies: DependencyMap

  package init(database: String, server: String, tree: ObjectTree, dependencies: DependencyMap) {
    self.database = database
    self.server = server
    self.tree = tree
    self.dependencies = dependencies
  }
}
