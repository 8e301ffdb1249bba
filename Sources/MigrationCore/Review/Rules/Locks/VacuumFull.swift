/// `vacuum-full`: VACUUM FULL rewrites a table.
struct VacuumFull: StepRule {
  static let id: RuleID = "vacuum-full"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "VACUUM FULL rewrites a table"
  static let documentation = """
    It writes the table and all its indexes again under ACCESS EXCLUSIVE, and needs the disk for both copies meanwhile.
    Plain VACUUM lets everybody through.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.flatMap { action -> [Finding] in
      guard case .vacuum(let tables, isFull: true) = action else { return [] }
      return tables.filter { !step.isNew($0) }.map { table in
        finding(
          context.severity(.error, on: table), at: step, "rewrites \(context.described(table)) and all its indexes",
          because: "ACCESS EXCLUSIVE is held until every row is written again: reads and writes wait.",
          instead: "VACUUM without FULL")
      }
    }
  }
}
