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
    return finding(
      .warning, at: step,
      hasNoTarget
        ? "fails: \(key.references) is new and empty, so every reference from \(context.described(table)) is an orphan"
        : "fails if a row of \(context.described(table)) refers to no row of \(key.references); not checked",
      because: "Every row is looked up, and the first orphan ends the statement with an error.",
      instead: probe(addition, in: context))
  }

  private func probe(_ addition: ForeignKeyAddition, in context: ReviewContext) -> String {
    guard let pairs = context.columnPairs(of: addition) else { return "look for orphans first" }
    let equal: [SQLText] = pairs.map { "p.\($0.referenced) = c.\($0.own)" }
    let given: [SQLText] = pairs.map { "c.\($0.own) IS NOT NULL" }
    let sql: SQLText =
      "SELECT count(*) FROM \(addition.table) c WHERE \(given, separator: " AND ") AND NOT EXISTS (SELECT FROM \(addition.key.references) p WHERE \(equal, separator: " AND "));"
    return "look for orphans first: \(sql)"
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
