/// `irreversible-without-note`: what a step loses cannot be brought back, and nobody has said that this is meant.
struct IrreversibleWithoutNote: StepRule {
  static let id: RuleID = "irreversible-without-note"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "what a step loses cannot be brought back, and nobody has said that this is meant"
  static let documentation = """
    Dropping, emptying and overwriting have no inverse: a reversal rebuilds the table, not its rows. Neither has a new
    enum value. Whoever writes such a step says so with a comment that allows this rule, with the reason: restored from
    the backup, say, or fixed forward only.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard let loss = step.facts.actions.lazy.compactMap({ loss(by: $0, at: step, in: context) }).first else {
      return []
    }
    return [
      finding(
        at: step, "cannot be undone: \(loss)",
        because: "A reversal of this plan makes the objects again, not what was in them.",
        instead: "keep a copy in an earlier step, or allow this rule with the reason why there is no way back")
    ]
  }

  private func loss(by action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> String? {
    switch action {
    case .drop(let object) where [.table, .schema, .database, .sequence].contains(object.kind):
      step.isNew(object.name) ? nil : "\(object.words) is dropped"
    case .alterTable(let table, .dropColumn(let column, _)):
      step.isNew(table) ? nil : "the values of \(column) in \(table) are dropped"
    case .truncate(let tables, _): tables.first { !step.isNew($0) }.map { "\($0) is emptied" }
    case .delete(let rows): step.isNew(rows.table) ? nil : "rows of \(rows.table) are deleted"
    case .addEnumValue(let type, let label, _): step.isNewType(type) ? nil : "'\(label)' stays a value of \(type)"
    default: nil
    }
  }
}
