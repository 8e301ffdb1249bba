/// `missing-existence-guards`: a step outside of a transaction cannot be repeated.
struct MissingExistenceGuards: ActionRule {
  static let id: RuleID = "missing-existence-guards"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let summary = "a step outside of a transaction cannot be repeated"
  static let documentation = """
    What runs outside of a transaction is not undone when a later step fails: running the plan again then stops at
    "already exists" or "does not exist". IF NOT EXISTS and IF EXISTS let it go on. They have a price of their own: an
    index that a failed CONCURRENTLY build left invalid counts as existing, and another table under the name too. Inside
    a transaction there is nothing to guard.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard step.groupSize == 1, context.isScript || !step.facts.nonTransactionalForms.isEmpty else { return nil }
    let words: String
    switch action {
    case .createTable(let table) where !table.hasGuard && !table.isTemporary:
      words = "CREATE TABLE without IF NOT EXISTS"
    case .createIndex(let index) where !index.hasGuard && index.name != nil:
      words = "CREATE INDEX without IF NOT EXISTS"
    case .alterTable(_, .addColumn(let column)) where !column.hasGuard: words = "ADD COLUMN without IF NOT EXISTS"
    case .createExtension(let created) where !created.hasGuard: words = "CREATE EXTENSION without IF NOT EXISTS"
    case .drop(let object) where !object.hasGuard && object.kind != .database:
      words = "DROP \(object.kind.rawValue.uppercased()) without IF EXISTS"
    default: return nil
    }
    return finding(
      at: step, "\(words), outside of a transaction", because: "After a failure further on it cannot be run again.",
      instead: words.contains("INDEX")
        ? "guard it, and drop an invalid index of that name before a repetition"
        : "guard it, or put it into a transaction")
  }
}
