/// `index-duplicate-column`: an index has the same column twice.
struct IndexDuplicateColumn: ActionRule {
  static let id: RuleID = "index-duplicate-column"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "an index has the same column twice"
  static let documentation = """
    The second time a column stands in an index's key it adds bytes and nothing else. With another operator class or
    collation it is another key, and not reported.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createIndex(let index) = action else { return nil }
    var seen: Set<IndexKey> = []
    let twice = index.keys.first { key in
      var bare = key
      (bare.isDescending, bare.nullsFirst) = (false, nil)
      return key.column != nil && !seen.insert(bare).inserted
    }
    guard let column = twice?.column else { return nil }
    return finding(
      at: step, "\(index.shownName) has the column \(column) twice",
      because: "The second one makes the index larger and finds nothing more.", instead: "name \(column) once")
  }
}
