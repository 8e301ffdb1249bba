/// `add-fk-without-not-valid`: a new foreign key is checked while writers wait.
struct AddFkWithoutNotValid: ActionRule {
  static let id: RuleID = "add-fk-without-not-valid"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a new foreign key is checked while writers wait"
  static let documentation = """
    ADD FOREIGN KEY holds SHARE ROW EXCLUSIVE on both tables while it joins them. Add it with NOT VALID, then
    validate it in a later transaction group, which lets writers through. On a partitioned table NOT VALID needs
    PostgreSQL 18.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addConstraint(let added)) = action, !added.isNotValid, !added.isNotEnforced,
      !step.isNew(table), let key = added.foreignKey
    else { return nil }
    let canWait = !context.isPartitioned(table) || (context.live?.serverVersion ?? 0) >= 180_000
    let name = added.name(on: table)
    let target: SQLText = key.columns.isEmpty ? "" : " (\(key.columns))"
    let add: SQLText =
      "ALTER TABLE \(table) ADD CONSTRAINT \(name) FOREIGN KEY (\(added.columns)) REFERENCES \(key.references)\(target)"
    let validate: SQLText = "ALTER TABLE \(table) VALIDATE CONSTRAINT \(name);"
    let both = key.references == table ? "" : " and to \(key.references)"
    return finding(
      context.severity(.error, on: table), at: step,
      "writes to \(context.described(table))\(both) wait until every row is checked",
      because: "ADD FOREIGN KEY holds SHARE ROW EXCLUSIVE on both tables while it looks for orphans.",
      instead: canWait
        ? "\(add) NOT VALID; then, in a later transaction group, \(validate)"
        : "NOT VALID is refused on a partitioned table before PostgreSQL 18; add it to each partition first")
  }
}
