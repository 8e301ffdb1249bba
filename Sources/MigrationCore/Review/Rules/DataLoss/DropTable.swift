/// `drop-table`: a table and its rows are dropped.
struct DropTable: ActionRule {
  static let id: RuleID = "drop-table"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a table and its rows are dropped"
  static let documentation = """
    DROP TABLE removes the table's rows for good and takes ACCESS EXCLUSIVE on it and on every table that its foreign
    keys point to. Rename it first, wait until nobody misses it, and drop it in a later plan. A table that holds no row
    and that the statistics have never seen in use is a warning.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .drop(let object) = action, object.kind == .table || object.kind == .foreignTable,
      !step.isNew(object.name), context.live == nil || !object.hasGuard || context.relation(object.name) != nil
    else { return nil }
    let relation = context.relation(object.name)
    let isUnused = relation?.size.rows == 0 && relation?.use.map { $0.writes == 0 && $0.scans == 0 } ?? false
    let retired: SQLText = "ALTER TABLE \(object.name) RENAME TO \(Identifier("\(object.name.name.text)_dropped"));"
    return finding(
      isUnused ? .warning : .error, at: step,
      "drops the table \(context.described(object.name)) with its rows\(use(relation))",
      because: "The rows are gone when the transaction commits; only a backup has them.",
      instead: "\(retired.text) -- and drop it in a later plan")
  }

  private func use(_ relation: LiveRelation?) -> String {
    guard let use = relation?.use else { return "" }
    if use.writes == 0, use.scans == 0 { return "; neither read nor written since the statistics were reset" }
    return
      "; \(Quantity.count(use.writes)) rows written and \(Quantity.count(use.scans)) scans since the statistics were reset"
  }
}
