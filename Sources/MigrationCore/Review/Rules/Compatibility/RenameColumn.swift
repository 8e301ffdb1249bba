/// `rename-column`: a column is renamed under running programs.
struct RenameColumn: StepRule {
  static let id: RuleID = "rename-column"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a column is renamed under running programs"
  static let documentation = """
    RENAME COLUMN is instant, on every version under ACCESS EXCLUSIVE, and programs that still use the old name fail
    from that moment. Views keep working under their own column names; function bodies are text and fail when they are
    next run.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.nameChanges.compactMap { change in
      guard change.kind == .column, let old = change.member, case .name(let new) = change.change,
        !step.isNew(change.name)
      else { return nil }
      let bodies = context.routines(mentioning: QualifiedName(change.name.schema, old))
      let mentioned =
        bodies.isEmpty ? "" : "; the name is in the body of \(Quantity.listed(bodies.map(\.text)))"
      return finding(
        at: step, "renames \(old) of \(context.described(change.name)) to \(new)\(mentioned)",
        because: "Programs and function bodies that name \(old) fail as soon as the transaction commits.",
        instead: "add \(new), keep both equal by a trigger, change the programs, then drop \(old)")
    }
  }
}
