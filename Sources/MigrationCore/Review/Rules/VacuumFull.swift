/// `vacuum-full`: VACUUM FULL or CLUSTER rewrites a table.
struct VacuumFull: ReviewRule {
  static let id: RuleID = "vacuum-full"
  static let category = RuleCategory.rewrite
  static let summary = "VACUUM FULL or CLUSTER rewrites a table"
  static let documentation = """
    Both write the table and all its indexes again under ACCESS EXCLUSIVE. Plain VACUUM lets everybody through.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.flatMap { action -> [Finding] in
      var tables: [QualifiedName] = []
      if case .vacuum(let named, isFull: true) = action { tables = named }
      if case .cluster(let table?) = action { tables = [table] }
      return tables.filter { !step.isNew($0) }.map { table in
        finding(
          context.severity(.error, on: table), at: step, "rewrites \(context.described(table)) and all its indexes",
          because: "ACCESS EXCLUSIVE is held until every row is written again: reads and writes wait.",
          instead: "VACUUM without FULL")
      }
    }
  }
}
