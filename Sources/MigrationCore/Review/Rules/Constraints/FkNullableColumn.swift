/// `fk-nullable-column`: a foreign key does not check rows with NULL.
struct FkNullableColumn: ForeignKeyRule {
  static let id: RuleID = "fk-nullable-column"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a foreign key does not check rows with NULL"
  static let documentation = """
    A foreign key does not look at a row that has NULL in one of its columns (MATCH SIMPLE). With several columns a
    half-filled reference passes unchecked; MATCH FULL or NOT NULL closes that. A key with ON DELETE SET NULL needs
    nullable columns and is left alone.
    """

  func finding(for addition: ForeignKeyAddition, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let (columns, key) = (addition.constraint.columns, addition.key)
    guard let state = context.finalState(of: addition.table), key.onDelete != .setNull, key.onUpdate != .setNull,
      !(key.isMatchFull && columns.count > 1)
    else { return nil }
    let nullable = columns.filter { state.columns[$0]?.isNotNull == false }
    guard !nullable.isEmpty else { return nil }
    let names = nullable.map(\.text).joined(separator: ", ")
    return finding(
      .info, at: step, "rows of \(addition.table) with NULL in \(names) refer to nothing, unchecked",
      because: columns.count > 1
        ? "MATCH SIMPLE skips a row as soon as one of the columns is NULL."
        : "A NULL refers to no row of \(key.references).",
      instead: columns.count > 1
        ? "make the columns NOT NULL, or write MATCH FULL" : "make \(names) NOT NULL if every row must refer to one")
  }
}
