/// `collation-version-mismatch`: an index is built over text while the collation has changed under others.
struct CollationVersionMismatch: ActionRule {
  static let id: RuleID = "collation-version-mismatch"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "an index is built over text while the collation has changed under others"
  static let documentation = """
    The database's collation has another version than the one its indexes were built with, after an upgrade of the
    operating system say. Indexes over text that were built before may be in the wrong order: lookups miss rows and
    unique indexes let duplicates in. Rebuild them all, then ALTER DATABASE … REFRESH COLLATION VERSION.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let live = context.live, live.hasCollationMismatch else { return nil }
    switch action {
    case .createIndex(let index) where !step.isNew(index.table):
      guard index.keys.contains(where: { isText($0.column, of: index.table, in: context) }) else { return nil }
      return finding(
        at: step,
        "builds an index over text of \(context.described(index.table)) while older ones may be in another order",
        because: "The collation's version is not the one that the database was made with.",
        instead: "reindex the indexes over text, then ALTER DATABASE … REFRESH COLLATION VERSION")
    case .reindex:
      return finding(
        .info, at: step, "rebuilds indexes under the new version of the collation",
        because: "The database still has the old version on record.",
        instead: "when all indexes over text are rebuilt: ALTER DATABASE … REFRESH COLLATION VERSION")
    default: return nil
    }
  }

  /// An expression may be text.
  private func isText(_ column: Identifier?, of table: QualifiedName, in context: ReviewContext) -> Bool {
    guard let column, let type = context.relation(table)?.columns[column]?.type else { return true }
    return ["text", "varchar", "bpchar", "citext", "name"].contains(type.name)
  }
}
