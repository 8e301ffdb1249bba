/// `default-changed-existing-rows-untouched`: a new default does not change the rows that are there.
struct DefaultChangedExistingRowsUntouched: ActionRule {
  static let id: RuleID = "default-changed-existing-rows-untouched"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a new default does not change the rows that are there"
  static let documentation = """
    SET DEFAULT is for rows to come: those that are there keep what they have, NULL included, until an UPDATE changes
    them. Programs that list all columns in INSERT never see the default.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .changeDefault(let column, _, isDropped: false)) = action, !step.isNew(table),
      !isFilled(column, of: table, in: context)
    else { return nil }
    return finding(
      at: step, "sets a default for \(column) of \(context.described(table)); its rows keep what they have",
      because: "A default is only for rows that are inserted without a value.",
      instead: "say that this is meant, or fill \(column) in batches in a later step")
  }

  /// Whether a step sets the column in rows that are there.
  private func isFilled(_ column: Identifier, of table: QualifiedName, in context: ReviewContext) -> Bool {
    context.steps.contains { step in
      step.facts.actions.contains { action in
        if case .update(let rows) = action { rows.table == table && rows.columns.contains(column) } else { false }
      }
    }
  }
}
