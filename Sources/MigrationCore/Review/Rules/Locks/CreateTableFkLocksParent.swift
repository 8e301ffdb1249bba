/// `create-table-fk-locks-parent`: a new table locks the table that its foreign key points to.
struct CreateTableFkLocksParent: ReviewRule {
  static let id: RuleID = "create-table-fk-locks-parent"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a new table locks the table that its foreign key points to"
  static let documentation = """
    CREATE TABLE … REFERENCES takes SHARE ROW EXCLUSIVE on the referenced table until the transaction commits: its
    writers wait for whatever else the transaction does. Alone in its transaction the statement is over at once, which
    is not reported.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    context.transactions.filter { $0.steps.count > 1 }.flatMap { transaction in
      transaction.steps.flatMap { step in findings(for: step, in: context) }
    }
  }

  private func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.flatMap { action -> [Finding] in
      guard case .createTable(let table) = action else { return [] }
      return table.references.filter { !step.isNew($0) }.map { referenced in
        finding(
          context.severity(.error, on: referenced), at: step,
          "writes to \(context.described(referenced)) wait until group \(step.id.group) commits",
          because: "A foreign key of the new table takes SHARE ROW EXCLUSIVE on the table that it points to.",
          instead: "make the table without the foreign key, and add that in a short group of its own")
      }
    }
  }
}
