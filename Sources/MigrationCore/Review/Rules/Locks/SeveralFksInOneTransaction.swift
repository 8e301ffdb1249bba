/// `several-fks-in-one-transaction`: a transaction adds or drops foreign keys to several tables.
struct SeveralFksInOneTransaction: ReviewRule {
  static let id: RuleID = "several-fks-in-one-transaction"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a transaction adds or drops foreign keys to several tables"
  static let documentation = """
    Every foreign key locks two tables, and the locks of one transaction add up until it ends. Add or drop them one by
    one, each in its own transaction. Several that point to the same table, or to tables that the plan makes, are not
    reported.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    context.transactions.compactMap { transaction in
      var tables: [QualifiedName] = []
      for step in transaction.steps {
        let before = tables
        for table in referencedTables(of: step, in: context) where !step.isNew(table) && !tables.contains(table) {
          tables.append(table)
        }
        guard tables.count > 1, tables != before else { continue }
        return finding(
          at: step, "foreign keys of one transaction lock \(context.listed(tables)) together",
          because: "Each locks the table that it points to, and all are held until the transaction ends.",
          instead: "a transaction group for each foreign key")
      }
      return nil
    }
  }

  private func referencedTables(of step: ReviewedStep, in context: ReviewContext) -> [QualifiedName] {
    step.facts.actions.flatMap { action in
      context.touches(of: action, at: step).flatMap { touch in
        touch.companions.filter { $0.part == .referencedTable }.map(\.relation)
      }
    }
  }
}
