/// `set-not-null-scan`: SET NOT NULL reads the whole table.
struct SetNotNullScan: ActionRule {
  static let id: RuleID = "set-not-null-scan"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "SET NOT NULL reads the whole table"
  static let documentation = """
    SET NOT NULL reads every row under ACCESS EXCLUSIVE, unless a validated CHECK (column IS NOT NULL, alone or with
    AND) proves that there is no NULL. Add that CHECK with NOT VALID, validate it in a later transaction group, then
    SET NOT NULL, then drop the CHECK. On PostgreSQL 18 add the NOT NULL constraint itself NOT VALID and validate
    it. When the CHECK is validated in the same group SET NOT NULL scans nothing, but the locks of the group are
    held through the validation, so little is gained.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, let change) = action, let column = column(of: change), !step.isNew(table),
      context.state(of: table, before: step)?.columns[column]?.isNotNull != true
    else { return nil }
    guard let proof = context.notNullProof(of: column, in: table, before: step) else {
      return finding(
        context.severity(.error, on: table), at: step,
        "SET NOT NULL on \(column) reads all of \(context.described(table))",
        because: "ACCESS EXCLUSIVE is held until every row was looked at: reads and writes wait.",
        instead: context.remedyForNotNull(column, of: table))
    }
    guard proof.step?.group == step.id.group else { return nil }
    return finding(
      context.severity(.warning, on: table), at: step,
      "the CHECK \(proof.constraint) that spares the scan of \(context.described(table)) is made in the same group",
      because: "Group \(step.id.group) is one transaction: its locks are held while the CHECK reads every row.",
      instead: "give ADD CONSTRAINT … NOT VALID, VALIDATE CONSTRAINT and SET NOT NULL a transaction group each")
  }

  private func column(of change: TableAction) -> Identifier? {
    if case .setNotNull(let column) = change { return column }
    if case .addConstraint(let added) = change, case .notNull(let column) = added.kind, !added.isNotValid {
      return column
    }
    return nil
  }
}
