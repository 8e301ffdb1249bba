/// `index-on-write-hot-table`: a table that is written all the time gets one more index to write.
struct IndexOnWriteHotTable: ActionRule {
  static let id: RuleID = "index-on-write-hot-table"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalog
  static let options = [
    RuleOption("writes_per_second", .number(50), "rows written each second from which it is reported")
  ]
  static let summary = "a table that is written all the time gets one more index to write"
  static let documentation = """
    Every write pays for every index. An update that changed no indexed column could stay on its page (HOT); once the
    column is indexed it cannot. A partial index on the rows that are searched for, or a lower fillfactor, costs less.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createIndex(let index) = action, !step.isNew(index.table),
      let writes = context.relation(index.table)?.use?.writesPerSecond,
      writes >= Double(context.number("writes_per_second", of: Self.self))
    else { return nil }
    return finding(
      at: step,
      "\(context.described(index.table)) has \(Quantity.count(Int64(min(writes, 1e12)))) rows written a second,"
        + " and each pays for \(index.shownName)",
      because: "Every insert writes the index, and updates of its columns can no longer stay on their page.",
      instead: "a partial index on the rows that are searched for, where that will do")
  }
}
