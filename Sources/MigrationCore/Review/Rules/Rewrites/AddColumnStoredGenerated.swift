/// `add-column-stored-generated`: a new stored generated column rewrites the table.
struct AddColumnStoredGenerated: ActionRule {
  static let id: RuleID = "add-column-stored-generated"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a new stored generated column rewrites the table"
  static let documentation = """
    GENERATED ALWAYS AS (…) STORED computes a value for every existing row at once: the table and its indexes are
    written again under ACCESS EXCLUSIVE. A VIRTUAL one (PostgreSQL 18, where it is the default form) costs nothing.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addColumn(let column)) = action, !step.isNew(table), column.isStoredGenerated
    else { return nil }
    let canBeVirtual = (context.live?.serverVersion ?? 0) >= 180_000
    return finding(
      context.severity(.error, on: table), at: step,
      "adding \(column.name) GENERATED … STORED rewrites \(context.described(table))",
      because: "Every row is written again while ACCESS EXCLUSIVE is held: reads and writes wait.",
      instead: canBeVirtual
        ? "GENERATED ALWAYS AS (…) VIRTUAL, which is computed when it is read"
        : "a plain column, a trigger that fills it, and batches for the old rows; or compute it in a view")
  }
}
