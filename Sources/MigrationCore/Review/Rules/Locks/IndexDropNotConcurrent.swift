/// `index-drop-not-concurrent`: dropping an index stops its table for a moment.
struct IndexDropNotConcurrent: StepRule {
  static let id: RuleID = "index-drop-not-concurrent"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "dropping an index stops its table for a moment"
  static let documentation = """
    DROP INDEX takes ACCESS EXCLUSIVE on the index and its table. It is over at once, but waits behind every running
    query, and everything that comes later waits behind it. CONCURRENTLY waits without stopping anyone.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .drop(let object) = action, object.kind == .index, !object.isConcurrent, !step.isNew(object.name)
      else {
        return nil
      }
      let table = context.relation(object.name)?.owningTable
      if let table, step.isNew(table) { return nil }
      // CONCURRENTLY is refused for these, so there is no other way to name.
      if context.relation(object.name)?.kind == .partitionedIndex { return nil }
      let place = table.map { context.described($0) } ?? "its table"
      let concurrently: SQLText = "DROP INDEX CONCURRENTLY \(object.name);"
      return finding(
        table.map { context.severity(.error, on: $0) } ?? .error, at: step,
        "reads and writes on \(place) queue behind the drop of \(object.name)",
        because: "DROP INDEX takes ACCESS EXCLUSIVE on the table and waits for every query that runs on it.",
        instead: "\(concurrently.text) -- in a transaction group of its own")
    }
  }
}
