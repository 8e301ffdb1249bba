/// `toast-rewrite-bloat`: an UPDATE of every row writes long values anew.
struct ToastRewriteBloat: ActionRule {
  static let id: RuleID = "toast-rewrite-bloat"
  static let category = RuleCategory.performance
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "an UPDATE of every row writes long values anew"
  static let documentation = """
    A long text, jsonb or bytea value lives in the TOAST table. An UPDATE that sets the column writes all of its chunks
    anew, and leaves the old ones to vacuum; the room is not given back to the disk. Columns that it does not set keep their
    chunks. Update only the rows that change.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .update(let rows) = action, !step.isNew(rows.table), context.meansEveryRow(rows),
      let columns = context.relation(rows.table)?.columns, !context.isSmall(rows.table)
    else { return nil }
    let long = rows.columns.filter { columns[$0]?.isLong ?? false }
    guard let first = long.first else { return nil }
    return finding(
      at: step, "writes every value of \(first) in \(context.described(rows.table)) anew, long ones chunk by chunk",
      because: "Values that live in the TOAST table are written whole, and the old chunks stay until vacuum.",
      instead: "a WHERE that leaves out the rows that have the value already")
  }
}

extension LiveColumn {
  /// Whether its values may live in the TOAST table; what is short on average does not.
  fileprivate var isLong: Bool {
    guard type.schema == nil, ["text", "jsonb", "json", "bytea", "xml"].contains(type.name) || type.isArray else {
      return false
    }
    return averageWidth.map { $0 > 100 } ?? true
  }
}
