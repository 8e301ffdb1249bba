/// `add-primary-key-without-index`: PRIMARY KEY builds its index while everybody waits.
struct AddPrimaryKeyWithoutIndex: StepRule {
  static let id: RuleID = "add-primary-key-without-index"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "PRIMARY KEY builds its index while everybody waits"
  static let documentation = """
    ADD PRIMARY KEY builds its index under ACCESS EXCLUSIVE: reads and writes wait for the whole build.
    Build a unique index concurrently first and make it the constraint with USING INDEX.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .alterTable(let table, .addConstraint(let added)) = action, added.index == nil, !step.isNew(table),
        added.kind == .primaryKey
      else { return nil }
      return finding(
        context.severity(.error, on: table), at: step,
        "PRIMARY KEY builds an index on \(context.described(table)) while reads and writes wait",
        because: "ADD CONSTRAINT … PRIMARY KEY holds ACCESS EXCLUSIVE until its index is built.",
        instead: "CREATE UNIQUE INDEX CONCURRENTLY in a group of its own, then ADD CONSTRAINT … PRIMARY KEY USING INDEX"
      )
    }
  }
}
