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

  /// Scrolls through lines of which `page` are shown at a time; `count` is what was typed before the key.
  mutating func scroll(_ action: Action, count: Int?, page: Int) {
    let times = max(1, count ?? 1)
    if let distance = action.distance(times, height: page) {
      offset = max(0, offset + distance)
      return
    }
    switch action {
    case .first: offset = (count ?? 1) - 1
    case .last: offset = count.map { $0 - 1 } ?? Int.max / 2
    case .moveLeft: column = max(0, column - 8 * times)
    case .moveRight: column = min(4096, column + 8 * times)
    default: break
    }
  }

  /// The whole text of one side of the object, the one to copy: the desired where there is one.
  static func sql(of row: AlignedTree.Row) -> String { row.desired?.definition ?? row.current?.definition ?? "" }
}
