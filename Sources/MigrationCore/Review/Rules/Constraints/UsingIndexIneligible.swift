/// `using-index-ineligible`: USING INDEX names an index that no constraint can take over.
struct UsingIndexIneligible: ActionRule {
  static let id: RuleID = "using-index-ineligible"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "USING INDEX names an index that no constraint can take over"
  static let documentation = """
    A constraint can take over only a valid, unique B-tree index on plain columns in the default order, collation
    and operator class, without WHERE. PostgreSQL refuses a partial index, one with an expression or DESC, and one
    that a failed concurrent build left invalid.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addConstraint(let added)) = action, let name = added.index, context.live != nil,
      let index = context.state(of: table, before: step)?.index(name), let fault = fault(of: index)
    else { return nil }
    let new: SQLText = "CREATE UNIQUE INDEX CONCURRENTLY ON \(table) (\(index.columns.compactMap { $0 }))"
    return finding(
      .error, at: step, "fails: the index \(name) of \(table) \(fault)",
      because: "A constraint takes over only a valid unique B-tree index on plain columns in default order.",
      instead: index.columns.contains(nil) ? "build a unique index on plain columns" : new.text)
  }

  private func fault(of index: TableState.Index) -> String? {
    if !index.isUnique { return "is not unique" }
    if !index.isValid { return "is invalid: its concurrent build did not finish" }
    if index.isPartial { return "is partial" }
    if index.columns.contains(nil) { return "has an expression" }
    return index.isPlain ? nil : "has an order, a collation or an operator class of its own"
  }
}
