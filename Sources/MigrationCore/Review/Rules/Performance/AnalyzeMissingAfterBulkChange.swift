/// `analyze-missing-after-bulk-change`: many rows change, and the planner's statistics do not.
struct AnalyzeMissingAfterBulkChange: ReviewRule {
  static let id: RuleID = "analyze-missing-after-bulk-change"
  static let category = RuleCategory.performance
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let options = [RuleOption("rows", .number(10_000), "rows of a table from which a change of it is reported")]
  static let summary = "many rows change, and the planner's statistics do not"
  static let documentation = """
    After an UPDATE, INSERT … SELECT, COPY or CREATE TABLE AS of many rows, and for a partition that is attached, the
    planner goes on by what it knew before. autovacuum analyses a table in time, a temporary one and a partitioned parent
    never. ANALYZE as a step of its own.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    let limit = Int64(context.number("rows", of: Self.self))
    return context.actionsBeforeAnalyze { action, step in
      guard let (table, sources) = action.bulkChange(in: context) else { return nil }
      let counts = sources.map { context.relation($0)?.size.rows }
      let known = counts.compactMap(\.self).max()
      if let known, known < limit { return nil }
      // Where nothing is known of any source the text alone decides.
      if known == nil, context.live != nil { return nil }
      let analyze: SQLText = "ANALYZE \(table);"
      let rows = known.map { "up to \(Quantity.count($0)) rows" } ?? "rows, not checked how many,"
      return (
        table,
        finding(
          known == nil ? .info : .warning, at: step, "\(rows) of \(table) change and no ANALYZE follows",
          because: "The planner goes by statistics of what was there before.",
          instead: "\(analyze.text) in the next transaction group")
      )
    }
  }
}

extension StatementAction {
  /// The table that gets or changes many rows, and the tables whose rows say how many.
  fileprivate func bulkChange(in context: ReviewContext) -> (QualifiedName, [QualifiedName])? {
    switch self {
    case .update(let rows): context.meansEveryRow(rows) ? (rows.table, [rows.table]) : nil
    case .insert(let rows): rows.source == .query && !rows.reads.isEmpty ? (rows.table, rows.reads) : nil
    case .createTable(let table): table.isFilled && !table.reads.isEmpty ? (table.name, table.reads) : nil
    case .alterTable(let parent, .attachPartition(let partition, _)): (parent, [partition])
    default: nil
    }
  }
}
