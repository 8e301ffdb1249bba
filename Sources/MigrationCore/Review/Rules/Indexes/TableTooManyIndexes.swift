/// `table-too-many-indexes`: a table has more indexes than its writes should pay for.
struct TableTooManyIndexes: ReviewRule {
  static let id: RuleID = "table-too-many-indexes"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let options = [RuleOption("maximum", .number(10), "the most indexes of a table that pass")]
  static let summary = "a table has more indexes than its writes should pay for"
  static let documentation = """
    Every insert writes every index, and an update that changes any indexed column writes them all, since it cannot stay
    on its page. Drop those that nobody uses before another one is made. Counted are the indexes after the whole plan.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    let maximum = context.number("maximum", of: Self.self)
    var indexes = IndexLedger(context.live)
    var last: [QualifiedName: ReviewedStep] = [:]
    for step in context.steps {
      for action in step.facts.actions {
        guard !indexes.note(action, at: step.id).isEmpty else { continue }
        if case .createIndex(let index) = action { last[index.table] = step }
        if case .alterTable(let table, _) = action { last[table] = step }
      }
    }
    return last.sorted { $0.key < $1.key }.compactMap { table, step in
      let count = indexes[table].count
      guard count > maximum else { return nil }
      return finding(
        at: step, "\(context.described(table)) has \(count) indexes after this plan, more than \(maximum)",
        because: "Every insert writes all of them, and most updates do.",
        instead: "drop what pg_stat_user_indexes has counted no scans of")
    }
  }
}
