/// `index-drop-not-concurrent`: dropping an index stops its table for a moment.
struct IndexDropNotConcurrent: ActionRule {
  static let id: RuleID = "index-drop-not-concurrent"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "dropping an index stops its table for a moment"
  static let documentation = """
    DROP INDEX takes ACCESS EXCLUSIVE on the index and its table. It is over at once, but waits behind every running
    query, and everything that comes later waits behind it, whatever the table's size. CONCURRENTLY waits without
    stopping anyone; it is refused for the index of a partitioned table and for that of a constraint.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .drop(let object) = action, object.kind == .index, !object.isConcurrent, !step.isNew(object.name)
    else { return nil }
    let index = context.relation(object.name)
    if let table = index?.owningTable, step.isNew(table) { return nil }
    // CONCURRENTLY is refused for these, so there is no other way to name.
    if index?.kind == .partitionedIndex || index?.index?.constraint != nil { return nil }
    let place = index?.owningTable.map { context.described($0) } ?? "its table"
    let concurrently: SQLText = "DROP INDEX CONCURRENTLY \(object.name);"
    return finding(
      at: step, "reads and writes on \(place) queue behind the drop of \(object.name)",
      because: "DROP INDEX takes ACCESS EXCLUSIVE on the table and waits for every query that runs on it.",
      instead: "\(concurrently.text) -- in a transaction group of its own")
  }
}
