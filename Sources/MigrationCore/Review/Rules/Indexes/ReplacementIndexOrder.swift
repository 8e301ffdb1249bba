/// `replacement-index-order`: an index is dropped before what replaces it is there.
struct ReplacementIndexOrder: ReviewRule {
  static let id: RuleID = "replacement-index-order"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "an index is dropped before what replaces it is there"
  static let documentation = """
    Between the drop and the end of the new build every query that needs the index reads the whole table; in one
    transaction the table is stopped all that time instead. Build the new one CONCURRENTLY under another name, look that
    it is valid, drop the old one, rename. An index that is not valid serves nobody and may go first.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var indexes = IndexLedger(context.live)
    var dropped: [(name: QualifiedName, table: QualifiedName?, first: Identifier?, step: StepID)] = []
    return context.steps.flatMap { step -> [Finding] in
      var found: [Finding] = []
      for action in step.facts.actions {
        if let name = action.droppedIndex {
          let known = indexes.find(name)
          if known?.entry.isValid ?? true, !(known.map { step.isNew($0.table) } ?? false), !step.isNew(name) {
            dropped.append((name, known?.table, known?.entry.columns.first.flatMap(\.self), step.id))
          }
        }
        if case .createIndex(let index) = action, !index.isOnly, !step.isNew(index.table),
          let place = dropped.firstIndex(where: { old in
            old.name == index.name
              || old.table == index.table && old.first != nil
                && old.first == index.keys.first?.column
          })
        {
          let old = dropped.remove(at: place)
          found.append(
            finding(
              context.severity(.error, on: index.table), at: step,
              "\(context.described(index.table)) has no such index from step \(old.step), which drops \(old.name), until"
                + " this is built",
              because:
                "Queries that need the index read the whole table meanwhile, or wait where it is one transaction.",
              instead: "CREATE INDEX CONCURRENTLY under another name, then DROP INDEX CONCURRENTLY, then rename"))
        }
        indexes.note(action, at: step.id)
      }
      return found
    }
  }
}
