/// `hot-table-touched-repeatedly`: several plans of one release stop writers of the same table.
struct HotTableTouchedRepeatedly: ReviewRule {
  static let id: RuleID = "hot-table-touched-repeatedly"
  static let category = RuleCategory.planIntegrity
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let options = [RuleOption("plans", .number(3), "how many plans that lock a table are told, this one included")]
  static let summary = "several plans of one release stop writers of the same table"
  static let documentation = """
    Each plan waits for its own lock and lets a queue build up behind it. Changes of one table in one plan wait once. The
    other plans are those in the same folder that have not run yet.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    let least = context.number("plans", of: Self.self)
    var told: Set<QualifiedName> = []
    return context.steps.flatMap { step in
      guard step.step.directive == nil else { return [Finding]() }
      return context.stoppedTables(by: step, atLeast: .shareRowExclusive).compactMap { table in
        let others = context.openPlans.filter { $0.stopped.contains(table) }.map(\.name)
        guard others.count + 1 >= least, told.insert(table).inserted else { return nil }
        return finding(
          at: step, "stops writers of \(context.described(table)), as \(Quantity.listed(others)) do",
          because: "Each plan waits for its lock anew, and a queue builds up behind each.",
          instead: "bring the changes of one table together in one plan")
      }
    }
  }
}
