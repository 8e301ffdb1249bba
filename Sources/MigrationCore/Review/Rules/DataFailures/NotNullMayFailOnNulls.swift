/// `not-null-may-fail-on-nulls`: NOT NULL may meet NULLs.
struct NotNullMayFailOnNulls: StepRule {
  static let id: RuleID = "not-null-may-fail-on-nulls"
  static let category = RuleCategory.dataFailure
  static let severities = RuleSeverities(relaxed: .info, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "NOT NULL may meet NULLs"
  static let documentation = """
    SET NOT NULL, a NOT NULL constraint and PRIMARY KEY over nullable columns fail when a row has NULL there, after
    reading up to all of the table. The statistics tell the share of NULLs as of the last ANALYZE; the remedy has
    the query that tells for sure. Columns that a validated CHECK proves to be not null are left alone, and after an
    UPDATE of the table in the same plan the statistics say nothing.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.flatMap { action -> [Finding] in
      guard case .alterTable(let table, let change) = action, context.live != nil, !step.isNew(table),
        change.makesNotNull, context.rows(of: table) != 0, let state = context.state(of: table, before: step)
      else { return [] }
      return columns(of: change, in: state).compactMap { finding($0, of: table, state, at: step, in: context) }
    }
  }

  /// The columns that become NOT NULL.
  private func columns(of change: TableAction, in state: TableState) -> [Identifier] {
    if case .setNotNull(let column) = change { return [column] }
    if case .validateConstraint(let name) = change, case .notNull(let column)? = state.constraint(name)?.added.kind {
      return [column]
    }
    guard case .addConstraint(let added) = change else { return [] }
    if case .notNull(let column) = added.kind { return [column] }
    return added.index.flatMap { state.index($0)?.columns.compactMap { $0 } } ?? added.columns
  }

  private func finding(
    _ column: Identifier, of table: QualifiedName, _ state: TableState, at step: ReviewedStep, in context: ReviewContext
  ) -> Finding? {
    guard state.columns[column]?.isNotNull == false,
      context.notNullProof(of: column, in: table, before: step) == nil
    else { return nil }
    let isNew = context.isAllNull(column, of: table, before: step)
    let isFilled = context.history.isFilled(table, before: step.id)
    let nulls = isFilled ? nil : context.nulls(in: column, of: table)
    if nulls == "no" { return nil }
    let reason = "The statement ends with an error at the first NULL, after holding its lock until there."
    if isNew {
      return finding(
        .error, at: step, "fails: \(column) is new and NULL in every row of \(context.described(table))",
        because: reason, instead: "fill the column in batches first")
    }
    return finding(
      context.probe(forNullsIn: column, of: table), at: step, in: context,
      doubt: nulls.map { "fails: by the statistics \(column) is NULL in \($0) of \(context.described(table))" }
        ?? "fails if \(column) is NULL in a row of \(context.described(table))",
      limit: nulls != nil ? .error : .warning, because: reason,
      instead: "fill the column in batches first, and look")
  }
}

extension TableAction {
  /// Whether it makes columns NOT NULL and looks at every row for that.
  fileprivate var makesNotNull: Bool {
    if case .setNotNull = self { return true }
    if case .validateConstraint = self { return true }
    guard case .addConstraint(let added) = self else { return false }
    if case .notNull = added.kind { return !added.isNotValid }
    return added.kind == .primaryKey
  }
}
