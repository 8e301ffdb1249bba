/// `set-logged-unlogged`: a table is written again as logged or unlogged.
struct SetLoggedUnlogged: ActionRule {
  static let id: RuleID = "set-logged-unlogged"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a table is written again as logged or unlogged"
  static let documentation = """
    SET LOGGED and SET UNLOGGED write the table and its indexes again under ACCESS EXCLUSIVE, and SET LOGGED sends
    all of it through the WAL; an unlogged table is emptied after a crash and missing on standbys. Where the table
    is so already nothing happens.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .setLogged(let isLogged)) = action, !step.isNew(table) else { return nil }
    if let known = context.table(table)?.persistence, known == (isLogged ? .permanent : .unlogged) { return nil }
    let words = isLogged ? "LOGGED" : "UNLOGGED"
    let consequence = isLogged ? "all of it goes through the WAL" : "afterwards a crash empties the table"
    return finding(
      context.severity(.error, on: table), at: step, "SET \(words) rewrites \(context.described(table))",
      because: "ACCESS EXCLUSIVE is held until every row is written again; \(consequence).",
      instead: "choose the persistence when the table is made")
  }
}
