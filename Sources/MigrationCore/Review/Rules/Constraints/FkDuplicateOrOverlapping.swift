/// `fk-duplicate-or-overlapping`: a second foreign key over the same columns.
struct FkDuplicateOrOverlapping: ForeignKeyRule {
  static let id: RuleID = "fk-duplicate-or-overlapping"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a second foreign key over the same columns"
  static let documentation = """
    Two foreign keys over the same columns to the same table check every row twice, and the error names either of
    them. Keys that share some columns are sometimes meant (a tenant's id in each), so they are only mentioned.
    """

  func finding(for addition: ForeignKeyAddition, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let name = addition.constraint.name(on: addition.table)
    guard let state = context.state(of: addition.table, after: step) else { return nil }
    let columns = Set(addition.constraint.columns)
    guard let other = state.foreignKey(to: addition.key.references, sharing: columns, besides: name) else { return nil }
    let isSame = Set(other.added.columns) == columns
    return finding(
      isSame ? .warning : .info, at: step,
      "\(addition.words) refers to \(addition.key.references) a second time: \(other.name) does \(isSame ? "so already" : "with some of these columns")",
      because: "Every row is checked by both, and each delete in \(addition.key.references) looks for rows twice.",
      instead: isSame ? "leave one of them out" : "check that both are meant")
  }
}
