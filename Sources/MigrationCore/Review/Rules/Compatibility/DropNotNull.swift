/// `drop-not-null`: a column may be NULL from now on.
struct DropNotNull: ActionRule {
  static let id: RuleID = "drop-not-null"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a column may be NULL from now on"
  static let documentation = """
    DROP NOT NULL is instant. Programs that take a value for granted break on the first NULL, and putting the constraint
    back needs every row to be read, or a CHECK that is validated before.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .dropNotNull(let column)) = action, !step.isNew(table) else { return nil }
    if let stored = context.relation(table)?.columns[column], !stored.isNotNull { return nil }
    return finding(
      at: step, "lets \(column) of \(context.described(table)) be NULL",
      because: "Programs and queries that take a value for granted break on the first NULL.",
      instead: "make sure that every reader of \(column) expects NULL before the first one is written")
  }
}
