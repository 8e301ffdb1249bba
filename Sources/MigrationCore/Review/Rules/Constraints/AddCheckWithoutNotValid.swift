/// `add-check-without-not-valid`: a new CHECK reads the whole table.
struct AddCheckWithoutNotValid: ActionRule {
  static let id: RuleID = "add-check-without-not-valid"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a new CHECK reads the whole table"
  static let documentation = """
    ADD CHECK reads every row under ACCESS EXCLUSIVE. Add it with NOT VALID, which takes the same lock for a moment
    only, then validate it in a later transaction group, which lets readers and writers through.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addConstraint(let added)) = action, added.isCheck, !added.isNotValid,
      !added.isNotEnforced, !step.isNew(table)
    else { return nil }
    return finding(
      context.severity(.error, on: table), at: step,
      "the new CHECK reads all of \(context.described(table)) while reads and writes wait",
      because: "ADD CONSTRAINT … CHECK holds ACCESS EXCLUSIVE until every row was looked at.",
      instead: added.checkedLater(on: table))
  }
}
