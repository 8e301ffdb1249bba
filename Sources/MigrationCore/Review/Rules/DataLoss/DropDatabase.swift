/// `drop-database`: a whole database is dropped.
struct DropDatabase: ActionRule {
  static let id: RuleID = "drop-database"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let summary = "a whole database is dropped"
  static let documentation = """
    DROP DATABASE removes every schema in it, cannot run in a transaction and cannot be undone; WITH (FORCE) ends the
    sessions that are connected. It has no place in a schema change.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .drop(let object) = action, object.kind == .database else { return nil }
    return finding(
      at: step, "drops the database \(object.name.name) with everything in it",
      because: "No transaction protects it: when the statement ends, every table in it is gone.",
      instead: "leave it out; drop a database by hand, after a backup was restored somewhere")
  }
}
