/// `search-path-changed`: a script changes what its names mean.
struct SearchPathChanged: ActionRule {
  static let id: RuleID = "search-path-changed"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let summary = "a script changes what its names mean"
  static let documentation = """
    After SET search_path every name without a schema may mean another object, in this script and, without LOCAL, in
    whatever the session runs next: a pooled connection keeps it. An empty path, as pg_dump sets it, makes every name be
    qualified and is not meant, nor is what a plan sets for itself.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard context.isScript, case .changeSetting(let change) = action, change.name == "search_path",
      change.isOfThisSession, change.values != [""]
    else { return nil }
    return finding(
      change.scope == .transaction ? .info : .warning, at: step,
      change.values.isEmpty ? "resets search_path" : "sets search_path to \(change.values.joined(separator: ", "))",
      because: "Names without a schema mean something else from here on.", instead: "qualify the names")
  }
}
