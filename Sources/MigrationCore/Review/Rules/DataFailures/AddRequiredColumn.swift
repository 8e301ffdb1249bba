/// `add-required-column`: a new column that must not be null has no default.
struct AddRequiredColumn: ActionRule {
  static let id: RuleID = "add-required-column"
  static let category = RuleCategory.dataFailure
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a new column that must not be null has no default"
  static let documentation = """
    ADD COLUMN … NOT NULL without a default (DEFAULT NULL is none) fails on a table that has rows, and breaks
    writers that do not know the column even on an empty one. Give it a constant DEFAULT, which costs nothing, or
    add it nullable, fill it in batches, then make it NOT NULL.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addColumn(let column)) = action, !step.isNew(table),
      column.isNotNull || column.constraints.contains(where: { $0.kind == .primaryKey }), !column.hasDefault,
      !column.isSerial, !column.isIdentity, !column.isStoredGenerated, !column.isVirtualGenerated
    else { return nil }
    let isEmpty = context.isEmpty(table)
    return finding(
      isEmpty ? .info : .error, at: step,
      isEmpty
        ? "\(column.name) is NOT NULL without a default: \(table) has no rows now, but programs that do not fill it will fail"
        : "\(column.name) is NOT NULL without a default: fails if \(context.described(table)) has a row",
      because: "Existing rows would hold NULL, and programs that do not fill the column can no longer insert.",
      instead: "give it a constant DEFAULT, or add it nullable, fill it in batches, then SET NOT NULL")
  }
}
