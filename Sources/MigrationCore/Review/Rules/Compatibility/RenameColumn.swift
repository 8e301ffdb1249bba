/// `rename-column`: a column is renamed under running programs.
struct RenameColumn: StepRule {
  static let id: RuleID = "rename-column"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a column is renamed under running programs"
  static let documentation = """
    RENAME COLUMN is instant, and programs that still use the old name fail from that moment.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .alterTable(let table, .renameColumn(let old, let new)) = action, !step.isNew(table) else {
        return nil
      }
      return finding(
        at: step, "renames \(old) of \(context.described(table)) to \(new)",
        because: "Programs and function bodies that name \(old) fail as soon as the transaction commits.",
        instead: "add \(new), keep both equal by a trigger, change the programs, then drop \(old)")
    }
  }
}
