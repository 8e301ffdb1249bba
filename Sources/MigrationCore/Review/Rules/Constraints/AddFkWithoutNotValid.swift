/// `add-fk-without-not-valid`: a new foreign key is checked while writers wait.
struct AddFkWithoutNotValid: StepRule {
  static let id: RuleID = "add-fk-without-not-valid"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a new foreign key is checked while writers wait"
  static let documentation = """
    ADD FOREIGN KEY holds SHARE ROW EXCLUSIVE on both tables while it joins them. Add it with NOT VALID, then validate it in
    a later transaction group, which lets writers through. On a partitioned table NOT VALID needs PostgreSQL 18.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .alterTable(let table, .addConstraint(let added)) = action, !added.isNotValid, !step.isNew(table),
        let referenced = added.referencedTable
      else { return nil }
      let isPartitioned = context.relation(table)?.kind == .partitionedTable
      let canWait = !isPartitioned || (context.live?.serverVersion ?? 0) >= 180_000
      return finding(
        context.severity(.error, on: table), at: step,
        "writes to \(context.described(table)) and to \(referenced) wait until every row is checked",
        because: "ADD FOREIGN KEY holds SHARE ROW EXCLUSIVE on both tables while it looks for orphans.",
        instead: canWait
          ? "add it NOT VALID; VALIDATE CONSTRAINT in a later transaction group"
          : "NOT VALID is refused on a partitioned table before PostgreSQL 18; add it to each partition first")
    }
  }
}
