/// `set-not-null-scan`: SET NOT NULL reads the whole table.
struct SetNotNullScan: StepRule {
  static let id: RuleID = "set-not-null-scan"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "SET NOT NULL reads the whole table"
  static let documentation = """
    SET NOT NULL reads every row under ACCESS EXCLUSIVE, unless a validated CHECK (column IS NOT NULL) proves that there is
    no NULL. Add that CHECK with NOT VALID, validate it in a later transaction group, then SET NOT NULL, then drop the
    CHECK. When the CHECK is validated in the same group SET NOT NULL scans nothing, but the locks of the group are held
    through the validation, so little is gained.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .alterTable(let table, .setNotNull(let column)) = action, !step.isNew(table) else { return nil }
      if context.relation(table)?.columns[column]?.isNotNull ?? false { return nil }
      guard let proof = context.notNullProof(of: column, in: table, before: step) else {
        return finding(
          context.severity(.error, on: table), at: step,
          "SET NOT NULL on \(column) reads all of \(context.described(table))",
          because: "ACCESS EXCLUSIVE is held until every row was looked at: reads and writes wait.",
          instead: remedy(table, column))
      }
      guard proof.step?.group == step.id.group else { return nil }
      return finding(
        context.severity(.warning, on: table), at: step,
        "the CHECK \(proof.constraint) that spares the scan of \(context.described(table)) is made in the same group",
        because: "Group \(step.id.group) is one transaction: its locks are held while the CHECK reads every row.",
        instead: "give ADD CONSTRAINT … NOT VALID, VALIDATE CONSTRAINT and SET NOT NULL a transaction group each")
    }
  }

  private func remedy(_ table: QualifiedName, _ column: Identifier) -> String {
    let name = Identifier("\(column.text)_not_null")
    let add: SQLText = "ALTER TABLE \(table) ADD CONSTRAINT \(name) CHECK (\(column) IS NOT NULL) NOT VALID;"
    let validate: SQLText = "ALTER TABLE \(table) VALIDATE CONSTRAINT \(name);"
    return "\(add.text) then, in a group of its own, \(validate.text) then SET NOT NULL"
  }
}
