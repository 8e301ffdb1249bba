/// `prefer-native-not-null-not-valid`: a CHECK stands in for NOT NULL … NOT VALID.
struct PreferNativeNotNullNotValid: ActionRule {
  static let id: RuleID = "prefer-native-not-null-not-valid"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a CHECK stands in for NOT NULL … NOT VALID"
  static let documentation = """
    Since PostgreSQL 18 NOT NULL is a constraint that may be added NOT VALID and validated later. The CHECK (column
    IS NOT NULL) that earlier versions need works as well, but leaves a second constraint to drop.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addConstraint(let added)) = action, added.isNotValid, !step.isNew(table),
      case .check(let proved) = added.kind, proved.count == 1, added.columns == proved, let column = proved.first,
      let live = context.live, live.serverVersion >= 180_000
    else { return nil }
    let name = Identifier("\(table.name)_\(column)_not_null")
    let remedy: SQLText = "ALTER TABLE \(table) ADD CONSTRAINT \(name) NOT NULL \(column) NOT VALID;"
    return finding(
      .info, at: step, "the CHECK \(added.name(on: table)) stands in for NOT NULL on \(table).\(column)",
      because: "PostgreSQL 18 takes NOT NULL itself as NOT VALID, and there is no CHECK to drop afterwards.",
      instead: remedy.text)
  }
}
