/// `fk-may-fail-on-orphans`: a foreign key may meet orphans.
struct FkMayFailOnOrphans: ActionRule {
  static let id: RuleID = "fk-may-fail-on-orphans"
  static let category = RuleCategory.dataFailure
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "a foreign key may meet orphans"
  static let documentation = """
    ADD FOREIGN KEY and VALIDATE CONSTRAINT look up every row and fail at the first that refers to nothing, which
    may be at the end of a long join. The remedy has the query that looks for orphans. Decide what becomes of them
    before the key is added.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, let change) = action, context.live != nil, !step.isNew(table),
      context.rows(of: table) != 0, let added = foreignKey(of: change, table, before: step, in: context),
      let key = added.foreignKey
    else { return nil }
    if added.columns.contains(where: { context.isAllNull($0, of: table, before: step) }) { return nil }
    let isFilled = context.history.isFilled(key.references, before: step.id)
    let hasNoTarget = step.isNew(key.references) && !isFilled
    let addition = ForeignKeyAddition(table: table, constraint: added, key: key)
    let reason = "Every row is looked up, and the first orphan ends the statement with an error."
    if hasNoTarget {
      return finding(
        .warning, at: step,
        "fails: \(key.references) is new and empty, so every reference from \(context.described(table)) is an orphan",
        because: reason, instead: "fill \(key.references) first")
    }
    return finding(
      context.probe(forOrphansOf: addition), at: step, in: context,
      doubt: "fails if a row of \(context.described(table)) refers to no row of \(key.references)", because: reason,
      instead: "look for orphans first")
  }

  /// The foreign key that is checked for all rows.
  private func foreignKey(
    of change: TableAction, _ table: QualifiedName, before step: ReviewedStep, in context: ReviewContext
  ) -> AddedConstraint? {
    if case .addConstraint(let added) = change { return added.isNotValid || added.isNotEnforced ? nil : added }
    guard case .validateConstraint(let name) = change else { return nil }
    return context.state(of: table, before: step)?.constraint(name)?.added
  }
}
