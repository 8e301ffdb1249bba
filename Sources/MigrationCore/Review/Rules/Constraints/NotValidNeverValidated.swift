/// `not-valid-never-validated`: a NOT VALID constraint is never validated.
struct NotValidNeverValidated: ActionRule {
  static let id: RuleID = "not-valid-never-validated"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a NOT VALID constraint is never validated"
  static let documentation = """
    A constraint that stays NOT VALID binds new rows only: old ones may break it, the planner cannot use it, and a
    restored dump may fail on it. Validate it in a later transaction group of this plan, or in the next plan.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addConstraint(let added)) = action, added.isNotValid, !step.isNew(table) else {
      return nil
    }
    let name = added.name(on: table)
    guard let kept = context.finalState(of: table)?.constraint(name), !kept.isValidated else { return nil }
    let remedy: SQLText = "ALTER TABLE \(table) VALIDATE CONSTRAINT \(name);"
    return finding(
      .warning, at: step, "\(name) on \(context.described(table)) is NOT VALID, and this plan never validates it",
      because: "Rows that are there already may break it, and the planner cannot rely on it.",
      instead: "\(remedy) in a later transaction group or plan")
  }
}
