/// `fk-missing-index`: no index helps the foreign key.
struct FkMissingIndex: ForeignKeyRule {
  static let id: RuleID = "fk-missing-index"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "no index helps the foreign key"
  static let documentation = """
    Deleting or updating a referenced row looks for rows that refer to it. Without an index that begins with the
    foreign key's columns that is a scan of the whole table for every row deleted, and cascades multiply it. A
    partial index does not count. Build the index concurrently before the foreign key.
    """

  func finding(for addition: ForeignKeyAddition, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let (table, columns) = (addition.table, addition.constraint.columns)
    guard let state = context.finalState(of: table), !columns.isEmpty,
      !state.indexes.contains(where: { $0.leads(with: columns) })
    else { return nil }
    let isPartitioned = context.isPartitioned(table)
    let plain: SQLText = "CREATE INDEX ON \(table) (\(columns));"
    let concurrent: SQLText = "CREATE INDEX CONCURRENTLY ON \(table) (\(columns));"
    let isKnown = state.isComplete || step.isNew(table)
    return finding(
      context.severity(.warning, on: table), at: step,
      isKnown
        ? "no index on \(addition.words): each delete in \(addition.key.references) reads \(context.described(table))"
        : "this plan makes no index on \(addition.words); those on the target: not checked",
      because: "The rows that refer to a deleted or updated one are looked for, once for every such row.",
      instead: step.isNew(table) || isPartitioned ? plain.text : concurrent.text)
  }
}
