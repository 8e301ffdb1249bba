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

/// A rule about a change of rows that has no condition.
protocol EveryRowRule: ActionRule {
  /// `deletes`.
  static var verb: String { get }
  func rows(changedBy action: StatementAction) -> ChangedRows?
}

extension EveryRowRule {
  package func finding(
    for action: StatementAction, at step: ReviewedStep, in context: ReviewContext
  ) -> Finding? {
    guard let rows = rows(changedBy: action), !step.isNew(rows.table), context.meansEveryRow(rows) else { return nil }
    let isEmpty = context.relation(rows.table)?.size.rows == 0
    let condition = rows.condition == .none ? "" : ": its condition is always true"
    return finding(
      isEmpty ? .info : context.isSmall(rows.table) ? .warning : .error, at: step,
      "\(Self.verb) every row of \(context.described(rows.table))\(condition)",
      because: "Every old value is gone, and the row locks last until the transaction commits.",
      instead: "give it a WHERE, and go in batches by primary key")
  }
}
