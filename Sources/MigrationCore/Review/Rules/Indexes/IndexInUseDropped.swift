/// `index-in-use-dropped`: an index goes that queries have used.
struct IndexInUseDropped: ReviewRule {
  static let id: RuleID = "index-in-use-dropped"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "an index goes that queries have used"
  static let documentation = """
    Without the index the same queries read the whole table. pg_stat_user_indexes counts scans on this server only: look
    at the standbys as well, and since 16 at last_idx_scan. Keep the CREATE INDEX CONCURRENTLY ready that brings it back.
    An index that another one on the same leading columns replaces is not reported, nor one that is not valid.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var indexes = IndexLedger(context.live)
    return context.steps.flatMap { step -> [Finding] in
      var found: [Finding] = []
      for action in step.facts.actions {
        let gone = action.droppedIndex.flatMap(indexes.find)
        indexes.note(action, at: step.id)
        guard let (table, entry) = gone, let name = entry.name, entry.isValid, entry.constraint == nil,
          let index = context.relation(name)?.index
        else { continue }
        let isReplaced = indexes[table].contains { $0.isValid && $0.columns.starts(with: entry.columns) }
        let keys = (context.relation(table)?.foreignKeys ?? [:]).filter { _, key in
          entry.columns.prefix(key.columns.count).compactMap(\.self) == key.columns
        }
        guard !isReplaced, index.scans > 0 || !keys.isEmpty else { continue }
        let key = keys.keys.min().map { "; the foreign key \($0) is checked by it" } ?? ""
        found.append(
          finding(
            at: step, "\(name) on \(context.described(table)) was scanned \(Quantity.count(index.scans)) times\(key)",
            because: "The queries that used it will read the whole table.",
            instead: "make sure that nothing needs it, on standbys too, and keep its CREATE INDEX CONCURRENTLY ready"))
      }
      return found
    }
  }
}

extension StatementAction {
  var droppedIndex: QualifiedName? {
    if case .drop(let object) = self, object.kind == .index { object.name } else { nil }
  }
}
