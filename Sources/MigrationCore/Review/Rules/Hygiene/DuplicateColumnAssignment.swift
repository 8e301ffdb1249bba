/// `duplicate-column-assignment`: a column is given two values.
struct DuplicateColumnAssignment: ActionRule {
  static let id: RuleID = "duplicate-column-assignment"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let summary = "a column is given two values"
  static let documentation = """
    INSERT with a column twice in its list, and UPDATE that sets one twice, fail with "specified more than once" or
    "multiple assignments to same column".
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let columns: [Identifier]
    switch action {
    case .insert(let rows): columns = rows.columns
    case .update(let rows): columns = rows.columns
    default: return nil
    }
    var seen: Set<Identifier> = []
    guard let twice = columns.first(where: { !seen.insert($0).inserted }) else { return nil }
    return finding(
      at: step, "fails: \(twice) is given a value twice",
      because: "PostgreSQL refuses a column that is assigned twice.",
      instead: "remove one of the two")
  }
}
