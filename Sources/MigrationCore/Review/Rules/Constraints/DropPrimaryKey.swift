/// `drop-primary-key`: a primary key is dropped.
struct DropPrimaryKey: ActionRule {
  static let id: RuleID = "drop-primary-key"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a primary key is dropped"
  static let documentation = """
    Without its primary key a table has rows that cannot be told apart: foreign keys that point to it block the drop
    or go with CASCADE, logical replication refuses its updates and deletes, and ON CONFLICT loses its arbiter.
    Build the new unique index concurrently first, then drop the old key and add the new one with USING INDEX in one
    ALTER TABLE.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, let change) = action, !step.isNew(table), change.dropsSomething,
      let key = context.state(of: table, before: step)?.constraints.last(where: { $0.added.kind == .primaryKey })
    else { return nil }
    let how: String
    if case .dropConstraint(key.name, _) = change {
      how = "drops the primary key"
    } else if case .dropColumn(let column, _) = change, key.added.columns.contains(column) {
      how = "dropping \(column) drops the primary key"
    } else {
      return nil
    }
    let isReplaced = step.facts.actions.contains { action in
      if case .alterTable(table, .addConstraint(let added)) = action { return added.kind == .primaryKey }
      return false
    }
    let users = context.foreignKeys(to: table, on: key.added.columns)
    let pointing = users.isEmpty ? "" : "; \(Quantity.counted(users.count, "foreign key")) point to it"
    return finding(
      isReplaced ? .warning : .error, at: step, "\(how) \(key.name) of \(context.described(table))\(pointing)",
      because: "Rows have no identity any more: logical replication refuses updates, and foreign keys have no target.",
      instead:
        "CREATE UNIQUE INDEX CONCURRENTLY for the new key first; then DROP CONSTRAINT and ADD PRIMARY KEY USING INDEX in one ALTER TABLE"
    )
  }
}

extension TableAction {
  /// Whether it drops a constraint or a column.
  fileprivate var dropsSomething: Bool {
    if case .dropConstraint = self { return true }
    if case .dropColumn = self { return true }
    return false
  }
}
