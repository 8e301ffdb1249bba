/// `add-exclusion-constraint`: EXCLUDE builds its index while everybody waits.
struct AddExclusionConstraint: ActionRule {
  static let id: RuleID = "add-exclusion-constraint"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "EXCLUDE builds its index while everybody waits"
  static let documentation = """
    ADD EXCLUDE builds its index under ACCESS EXCLUSIVE: reads and writes wait for the whole build, and there is
    neither a concurrent nor a NOT VALID form. Schedule it for a quiet hour, or fill a new table that has the
    constraint.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addConstraint(let added)) = action, !step.isNew(table), added.kind == .exclusion
    else { return nil }
    return finding(
      context.severity(.error, on: table), at: step,
      "EXCLUDE builds an index on \(context.described(table)) while reads and writes wait",
      because: "ADD CONSTRAINT … EXCLUDE holds ACCESS EXCLUSIVE until its index is built.",
      instead: "there is no concurrent way: schedule it, or fill a new table that has the constraint")
  }
}
