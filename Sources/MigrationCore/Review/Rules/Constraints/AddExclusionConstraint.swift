/// `add-exclusion-constraint`: EXCLUDE builds its index while everybody waits.
struct AddExclusionConstraint: StepRule {
  static let id: RuleID = "add-exclusion-constraint"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "EXCLUDE builds its index while everybody waits"
  static let documentation = """
    ADD EXCLUDE builds its index under ACCESS EXCLUSIVE: reads and writes wait for the whole build.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .alterTable(let table, .addConstraint(let added)) = action, added.index == nil, !step.isNew(table),
        added.kind == .exclusion
      else { return nil }
      return finding(
        context.severity(.error, on: table), at: step,
        "EXCLUDE builds an index on \(context.described(table)) while reads and writes wait",
        because: "ADD CONSTRAINT … EXCLUDE holds ACCESS EXCLUSIVE until its index is built.",
        instead: "there is no concurrent way: schedule it, or fill a new table that has the constraint")
    }
  }
}
