extension ReviewContext {
  /// Whether a change has no condition, or one that is true of every row as far as the target's columns tell.
  func meansEveryRow(_ rows: ChangedRows) -> Bool {
    switch rows.condition {
    case .none, .alwaysTrue: true
    case .notNull(let columns): columns.allSatisfy { relation(rows.table)?.columns[$0]?.isNotNull ?? false }
    case .some: false
    }
  }
}
