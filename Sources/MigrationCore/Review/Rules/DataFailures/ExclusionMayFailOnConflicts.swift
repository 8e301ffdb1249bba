/// `exclusion-may-fail-on-conflicts`: an EXCLUDE may meet rows that exclude each other.
struct ExclusionMayFailOnConflicts: ActionRule {
  static let id: RuleID = "exclusion-may-fail-on-conflicts"
  static let category = RuleCategory.dataFailure
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "an EXCLUDE may meet rows that exclude each other"
  static let documentation = """
    ADD EXCLUDE compares every row with those in its index, and fails at the first pair that its operators find alike,
    after building the index up to there under ACCESS EXCLUSIVE; there is no NOT VALID form. The remedy has the query
    that looks for such pairs. It may be slow: where no operator is =, every row is compared with every other. A key
    WITHOUT OVERLAPS is such a constraint too.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addConstraint(let added)) = action, !added.excluded.isEmpty,
      context.live != nil, !step.isNew(table), context.rows(of: table) != 0, context.rows(of: table) != 1,
      !added.columns.contains(where: { context.isAllNull($0, of: table, before: step) })
    else { return nil }
    return finding(
      context.probe(forConflictsOf: added, in: table), at: step, in: context,
      doubt: "fails if two rows of \(context.described(table)) are against \(added.name(on: table))",
      because: "The build ends with an error at the first such pair, with everybody kept out until there.",
      instead: "look for such pairs first")
  }
}
