/// `index-too-many-columns`: an index has more columns than queries can use.
struct IndexTooManyColumns: ActionRule {
  static let id: RuleID = "index-too-many-columns"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let options = [RuleOption("maximum", .number(5), "the most key columns that pass")]
  static let summary = "an index has more columns than queries can use"
  static let documentation = """
    The later columns of a long key seldom narrow a search, and all of them are written on every change. Columns that are
    only read belong into INCLUDE. Unique indexes say what is unique and are not reported.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createIndex(let index) = action, !index.isUnique else { return nil }
    let maximum = context.number("maximum", of: Self.self)
    guard index.keys.count > maximum else { return nil }
    return finding(
      at: step, "\(index.shownName) has \(index.keys.count) key columns, more than \(maximum)",
      because: "Later columns of the key seldom narrow a search; every change writes all of them.",
      instead: "the columns that searches compare first, the others with INCLUDE or not at all")
  }
}
