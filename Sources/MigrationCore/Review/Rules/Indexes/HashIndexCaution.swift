/// `hash-index-caution`: a hash index finds equal values and nothing else.
struct HashIndexCaution: ActionRule {
  static let id: RuleID = "hash-index-caution"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let summary = "a hash index finds equal values and nothing else"
  static let documentation = """
    USING hash serves = on one column: no ranges, no order, no uniqueness, no index-only scan. For long values it is
    smaller than a B-tree; measure before choosing it.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createIndex(let index) = action, index.accessMethod == "hash" else { return nil }
    return finding(
      at: step, "\(index.shownName) serves = only: no ranges, no ORDER BY, no uniqueness",
      because: "It is a hash index.", instead: "leave out USING hash, unless measurements speak for it")
  }
}
