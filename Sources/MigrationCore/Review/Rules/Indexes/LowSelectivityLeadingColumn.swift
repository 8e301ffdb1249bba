/// `low-selectivity-leading-column`: an index begins with a column of few values.
struct LowSelectivityLeadingColumn: ActionRule {
  static let id: RuleID = "low-selectivity-leading-column"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalog
  static let options = [RuleOption("values", .number(10), "distinct values up to which a column is reported")]
  static let summary = "an index begins with a column of few values"
  static let documentation = """
    Where a value stands in a large part of all rows, reading the table is faster than the index, and the planner does not
    use it. An index on the rows with the rare value (WHERE NOT done) is small and used. Unique and partial indexes are
    not reported.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createIndex(let index) = action, index.accessMethod == "btree", !index.isUnique, !index.isPartial,
      !context.isSmall(index.table), let name = index.keys.first?.column,
      let column = context.relation(index.table)?.columns[name]
    else { return nil }
    let isBoolean = column.type.schema == nil && column.type.name == "bool" && !column.type.isArray
    let few = Double(context.number("values", of: Self.self))
    let count = column.distinctValues.flatMap { $0 > 0 && $0 <= few ? Int($0) : nil }
    guard isBoolean || count != nil else { return nil }
    let words = count.map { "has \(Quantity.counted($0, "value"))" } ?? "is true or false"
    return finding(
      at: step, "\(index.shownName) begins with \(name), which \(words) in \(context.described(index.table))",
      because:
        "A value that stands in many rows is found faster by reading the table; the planner passes the index by.",
      instead: "a partial index on the rows with the rare value")
  }
}
