/// `fk-not-valid-on-partitioned`: a foreign key of a partitioned table cannot be NOT VALID.
struct FkNotValidOnPartitioned: ActionRule {
  static let id: RuleID = "fk-not-valid-on-partitioned"
  static let category = RuleCategory.partitioning
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "a foreign key of a partitioned table cannot be NOT VALID"
  static let documentation = """
    Before PostgreSQL 18 a foreign key of a partitioned table cannot be added NOT VALID: the statement is refused,
    and the only form left checks every row of every partition under SHARE ROW EXCLUSIVE. Add the key to each
    partition NOT VALID, validate it there, and then add it to the parent, which takes over what is there.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addConstraint(let added)) = action, added.isNotValid, let key = added.foreignKey,
      let live = context.live, live.serverVersion < 180_000, context.isPartitioned(table)
    else { return nil }
    return finding(
      .error, at: step, "fails: \(table) is partitioned, and PostgreSQL before 18 refuses NOT VALID there",
      because: "The foreign key to \(key.references) can be added to each partition NOT VALID, not to the parent.",
      instead: "ADD FOREIGN KEY … NOT VALID and VALIDATE CONSTRAINT on each partition, then ADD FOREIGN KEY on \(table)"
    )
  }
}
