/// `add-check-without-not-valid`: a new CHECK reads the whole table.
struct AddCheckWithoutNotValid: StepRule {
  static let id: RuleID = "add-check-without-not-valid"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a new CHECK reads the whole table"
  static let documentation = """
    ADD CHECK reads every row under ACCESS EXCLUSIVE. Add it with NOT VALID, then validate it in a later transaction
    group, which lets readers and writers through.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .alterTable(let table, .addConstraint(let added)) = action, !added.isNotValid, !step.isNew(table),
        case .check = added.kind
      else { return nil }
      return finding(
        context.severity(.error, on: table), at: step,
        "the new CHECK reads all of \(context.described(table)) while reads and writes wait",
        because: "ADD CONSTRAINT … CHECK holds ACCESS EXCLUSIVE until every row was looked at.",
        instead: "add it NOT VALID; VALIDATE CONSTRAINT in a later transaction group")
    }
  }
}
