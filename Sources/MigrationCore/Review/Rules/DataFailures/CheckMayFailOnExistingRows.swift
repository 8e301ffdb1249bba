/// `check-may-fail-on-existing-rows`: a CHECK may not hold for rows that are there.
struct CheckMayFailOnExistingRows: ActionRule {
  static let id: RuleID = "check-may-fail-on-existing-rows"
  static let category = RuleCategory.dataFailure
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "a CHECK may not hold for rows that are there"
  static let documentation = """
    ADD CONSTRAINT … CHECK and VALIDATE CONSTRAINT read every row and fail at the first that breaks the condition,
    which may be at the end of a long scan. The remedy has the query that looks for such a row. A constraint of a
    domain is checked in every table that has a column of it. Columns that this plan adds and that hold NULL satisfy
    a CHECK, unless it says IS NOT NULL, COALESCE or the like, or calls a function that may make something of NULL.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    if case .alterDomain(let domain, let change) = action { return finding(domain, change, at: step, in: context) }
    guard case .alterTable(let table, let change) = action, context.live != nil, !step.isNew(table),
      context.rows(of: table) != 0, let check = check(of: change, table, before: step, in: context)
    else { return nil }
    var proved: [Identifier] = []
    if case .check(let columns) = check.kind { proved = columns }
    let isTrivial =
      proved.isEmpty && !check.columns.isEmpty && !check.mayRefuseNull
      && check.columns.allSatisfy { context.isAllNull($0, of: table, before: step) }
    if isTrivial { return nil }
    let nulls = proved.compactMap { column in context.nulls(in: column, of: table).map { (column, $0) } }
    if !proved.isEmpty, proved == check.columns, nulls.count == proved.count, nulls.allSatisfy({ $0.1 == "no" }) {
      return nil
    }
    let name = check.name(on: table)
    let known = nulls.first { $0.1 != "no" }
    return finding(
      context.probe(forRowsBreaking: check, of: table), at: step, in: context,
      doubt: known.map { "\(name) fails: \($0.0) is NULL in \($0.1) of \(context.described(table))" }
        ?? "\(name) fails if a row of \(context.described(table)) breaks it",
      because: "Every row is read, and the first that breaks the condition ends the statement with an error.",
      instead: "look for such rows first")
  }

  /// The CHECK that is verified for all rows.
  private func check(
    of change: TableAction, _ table: QualifiedName, before step: ReviewedStep, in context: ReviewContext
  ) -> AddedConstraint? {
    if case .addConstraint(let added) = change {
      return added.isCheck && !added.isNotValid && !added.isNotEnforced ? added : nil
    }
    guard case .validateConstraint(let name) = change else { return nil }
    let state = context.state(of: table, before: step) ?? TableState()
    return state.constraint(name).flatMap { $0.added.isCheck && !$0.isValidated ? $0.added : nil }
  }

  private func finding(
    _ name: QualifiedName, _ change: DomainAction, at step: ReviewedStep, in context: ReviewContext
  ) -> Finding? {
    guard let added = context.constraintChecked(by: change, of: name, before: step), !step.isNewType(name) else {
      return nil
    }
    let tables = context.tables(holding: name).filter { context.rows(of: $0) != 0 }
    guard let first = tables.first else { return nil }
    let others = tables.count > 1 ? " and \(Quantity.counted(tables.count - 1, "other table"))" : ""
    return finding(
      context.probe(forValuesOf: name, breaking: added), at: step, in: context,
      doubt: "fails if a value of the domain \(name) in \(context.described(first))\(others) breaks it",
      because: "Every row of every table with a column of the domain is read under SHARE.",
      instead: "look for such values first")
  }
}
