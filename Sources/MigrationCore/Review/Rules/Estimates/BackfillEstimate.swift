/// `backfill-estimate`: how long a change of many rows takes, and what it leaves behind.
struct BackfillEstimate: StepRule {
  static let id: RuleID = "backfill-estimate"
  static let category = RuleCategory.estimate
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let options = [
    RuleOption("rows", .number(100_000), "from how many rows on it is told"),
    RuleOption("batch", .number(5_000), "how many rows a batch is taken to have"),
  ]
  static let summary = "how long a change of many rows takes, and what it leaves behind"
  static let documentation = """
    UPDATE, DELETE and MERGE write every row and its entries in every index anew and leave as many dead rows behind. An
    UPDATE of columns that no index has can be heap-only (HOT) and is quicker where the pages have room. How many rows is
    the planner's estimate where the statement was explained (`--probe`, or a rehearsal with the target's statistics);
    without that only a statement without a condition is judged, as the whole table.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    context.estimates(of: step).compactMap { estimate in
      guard estimate.work == .rowChange, let rows = estimate.size.rows,
        rows >= Int64(context.number("rows", of: Self.self))
      else { return nil }
      let size = Int64(max(1, context.number("batch", of: Self.self)))
      let batches = (rows + size - 1) / size
      return finding(
        at: step,
        "changes about \(Quantity.count(rows)) rows of \(context.described(estimate.relation)): \(estimate.words) in one transaction, about \(Quantity.bytes(estimate.size.totalBytes)) of dead rows and index entries\(hotWords(step, context))",
        because: estimate.arithmetic,
        instead:
          "batches by primary key: \(Quantity.count(batches)) of \(Quantity.count(size)) rows, each in a transaction of its own, with a pause when replicas lag"
      )
    }
  }

  /// Whether the new rows can be heap-only; empty for what is no UPDATE.
  private func hotWords(_ step: ReviewedStep, _ context: ReviewContext) -> String {
    for case .update(let rows) in step.facts.actions {
      guard let state = context.state(of: rows.table, before: step), state.isComplete else { continue }
      let indexes = state.indexes
      let indexed = rows.columns.first { column in indexes.contains { $0.columns.contains(column) } }
      if let indexed { return "; every index gets new entries, as one has \(indexed)" }
      // An expression or a condition may look at any column.
      let isPlain = indexes.allSatisfy { !$0.isPartial && !$0.columns.contains(nil) }
      return isPlain ? "; heap-only where pages have room, as no index has what is set" : ""
    }
    return ""
  }
}
