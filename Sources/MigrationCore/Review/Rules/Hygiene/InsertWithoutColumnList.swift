/// `insert-without-column-list`: INSERT gives values by position.
struct InsertWithoutColumnList: ActionRule {
  static let id: RuleID = "insert-without-column-list"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "INSERT gives values by position"
  static let documentation = """
    Without a column list the values go into the columns in the order in which the table has them now: the next column
    that is added, or another order on another target, breaks the statement or puts values where they do not belong.
    DEFAULT VALUES needs no list.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .insert(let rows) = action, rows.columns.isEmpty, rows.source != .defaultValues, !step.isNew(rows.table)
    else { return nil }
    let stored = context.table(rows.table)?.columns.map(\.name) ?? []
    let list: SQLText = "INSERT INTO \(rows.table) (\(stored))"
    return finding(
      at: step, "inserts into \(rows.table) by position, without naming columns",
      because: "A column more or less, or in another place, shifts the values or makes the statement fail.",
      instead: stored.isEmpty ? "name the columns" : "name the columns, at present: \(list.text)")
  }
}
