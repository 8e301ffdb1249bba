/// `cached-plan-invalidation`: prepared SELECT * statements fail once.
struct CachedPlanInvalidation: StepRule {
  static let id: RuleID = "cached-plan-invalidation"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "prepared SELECT * statements fail once"
  static let documentation = """
    A prepared statement whose result would have other columns than when it was prepared fails with "cached plan must
    not change result type", in a transaction until that is over. Drivers and poolers that prepare SELECT * on the table
    show it until they prepare again. Column lists are not affected by added columns.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    let tables = step.facts.actions.reduce(into: [QualifiedName]()) { tables, action in
      guard case .alterTable(let table, let change) = action, !step.isNew(table), !tables.contains(table) else {
        return
      }
      switch change {
      case .addColumn, .dropColumn, .alterColumnType, .renameColumn: tables.append(table)
      default: break
      }
    }
    return tables.map { table in
      finding(
        at: step, "prepared statements with SELECT * on \(context.described(table)) fail once",
        because: "Their result would have other columns than when they were prepared.",
        instead: "list the columns in programs, or reconnect their pools after the step")
    }
  }
}
