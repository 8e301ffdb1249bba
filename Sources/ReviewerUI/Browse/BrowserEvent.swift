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
  case read(BrowsedSchema, ComparedTree)
  /// Why the schema could not be read; one sentence.
  case notRead(String)
  case sizes(Loadable<[ObjectID: RelationSize]>)
  /// What a plan made now would have as its source fingerprint.
  case fingerprint(String)
  /// What ``Effect/readHistory`` read.
  case past(Loadable<RecordedPast>)
}

/// The tree of one reading beside that of the one before it; aligning large ones takes too long for a screen to do it.
package struct ComparedTree: Sendable {
  package let rows: AlignedTree
  /// How many objects became what.
  package let changes: [AlignedTree.Change: Int]

  /// - Parameters:
  ///   - tree: what was read now.
  ///   - previous: what was read before; nil the first time, when nothing counts as changed.
  package init(_ tree: ObjectTree, since previous: ObjectTree?) {
    rows = AlignedTree(current: previous ?? tree, desired: tree)
    var changes: [AlignedTree.Change: Int] = [:]
    for row in rows.rows where row.id != nil { changes[row.change, default: 0] += 1 }
    self.changes = changes
  }
}

/// A live schema as it stood at one moment, ready to be shown.
package struct BrowsedSchema: Sendable {
  /// The server's version, `16.2`.
  package var server: String
  package var tree: ObjectTree
  package var dependencies: DependencyMap

  package init(server: String, tree: ObjectTree, dependencies: DependencyMap) {
    self.server = server
    self.tree = tree
    self.dependencies = dependencies
  }
}
