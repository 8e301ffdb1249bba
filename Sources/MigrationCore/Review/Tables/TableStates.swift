import Synchronization

/// The states of tables where they were asked for last: whoever asks in the plan's order has each change applied once.
final class TableStates: Sendable {
  /// A table's state behind so many of its changes.
  fileprivate struct Cursor {
    var state: TableState?
    var changes = 0
  }

  /// What is behind all changes is asked for between the others, and kept beside them.
  private struct Place: Hashable {
    var table: QualifiedName
    var isEnd: Bool
  }

  private let cursors = Mutex<[Place: Cursor]>([:])

  /// The table's state behind the first `count` of its changes, of which those before it began with `start`.
  func state(
    of table: QualifiedName, behind count: Int, of changes: [TableHistory.Change], start: () -> TableState?
  ) -> TableState? {
    let place = Place(table: table, isEnd: count == changes.count)
    return cursors.withLock { cursors in
      if cursors[place].map({ $0.changes > count }) ?? true { cursors[place] = Cursor(state: start()) }
      return cursors[place, default: Cursor()].advance(to: count, of: changes, table)
    }
  }
}

extension TableStates.Cursor {
  fileprivate mutating func advance(
    to count: Int, of all: [TableHistory.Change], _ table: QualifiedName
  ) -> TableState? {
    while changes < count {
      take(all[changes].action, table)
      changes += 1
    }
    return state
  }

  private mutating func take(_ action: StatementAction, _ table: QualifiedName) {
    if case .drop(let object) = action {
      if object.kind == .index { state?.indexes.removeAll { $0.name == object.name.name } } else { state = nil }
      return
    }
    if case .createTable(let made) = action, !made.hasGuard || state == nil { state = TableState(made) }
    if state == nil { state = TableState() }
    if case .alterTable(_, let action) = action { state?.apply(action, to: table) }
    if case .createIndex(let index) = action { state?.indexes.append(TableState.Index(index)) }
  }
}
