/// `add-pk-using-index-nullable`: PRIMARY KEY USING INDEX reads the table for NULLs.
struct AddPkUsingIndexNullable: ActionRule {
  static let id: RuleID = "add-pk-using-index-nullable"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "PRIMARY KEY USING INDEX reads the table for NULLs"
  static let documentation = """
    ADD PRIMARY KEY USING INDEX is quick only when every column of the index is NOT NULL. One that is not is made so
    first, by a scan of the whole table under ACCESS EXCLUSIVE, unless a validated CHECK (column IS NOT NULL) proves
    it. On PostgreSQL 18 a NOT NULL constraint may be added NOT VALID and validated instead of the CHECK.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addConstraint(let added)) = action, added.kind == .primaryKey,
      let name = added.index, !step.isNew(table), context.live != nil,
      let state = context.state(of: table, before: step), let index = state.index(name)
    else { return nil }
    let nullable = index.columns.compactMap { $0 }.filter { column in
      guard let known = state.columns[column], !known.isNotNull else { return false }
      if step.facts.actions.contains(.alterTable(table, .setNotNull(column))) { return false }
      return context.notNullProof(of: column, in: table, before: step) == nil
    }
    guard let column = nullable.first else { return nil }
    return finding(
      context.severity(.error, on: table), at: step,
      "\(nullable.map(\.text).joined(separator: ", ")) may be NULL, so PRIMARY KEY reads all of \(context.described(table))",
      because: "ACCESS EXCLUSIVE is held until every row was looked at: reads and writes wait.",
      instead: context.remedyForNotNull(column, of: table))
  }
}
