import MigrationCore
import TerminalKit

/// The definitions of one object, or of a step's SQL.
struct DefinitionState: Hashable, Sendable {
  var key: AlignedTree.Key
  var lines: [DefinitionLine]
  /// The first line shown, of those that `DefinitionScreen` lays out.
  var offset = 0
  /// Columns scrolled off to the left when lines are not wrapped.
  var column = 0

  /// The whole text of one side of the object, the one to copy: the desired where there is one.
  static func sql(of row: AlignedTree.Row) -> String { row.desired?.definition ?? row.current?.definition ?? "" }
}
