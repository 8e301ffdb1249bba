/// `validate-in-same-transaction`: a constraint is added NOT VALID and validated in one transaction.
struct ValidateInSameTransaction: ActionRule {
  static let id: RuleID = "validate-in-same-transaction"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a constraint is added NOT VALID and validated in one transaction"
  static let documentation = """
    ADD … NOT VALID is quick, but its lock (ACCESS EXCLUSIVE for a CHECK, SHARE ROW EXCLUSIVE on both tables for a
    foreign key) is held until COMMIT. Validating in the same transaction, or even in the same ALTER TABLE, scans
    under that lock, as if NOT VALID were not there.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .validateConstraint(let name)) = action, !step.isNew(table) else { return nil }
    let addition = context.history.changes(of: table, naming: [name]).last { change in
      guard change.step <= step.id, case .alterTable(_, .addConstraint(let added)) = change.action else { return false }
      return added.isNotValid && added.name(on: table) == name
    }
    guard let addition, addition.step.group == step.id.group else { return nil }
    let place =
      addition.step == step.id ? "in the statement that adds it" : "while step \(addition.step) still holds its lock"
    return finding(
      context.severity(.error, on: table), at: step, "validates \(name) on \(context.described(table)) \(place)",
      because: "Locks last until group \(step.id.group) commits, so the scan runs under the lock of ADD CONSTRAINT.",
      instead: "move VALIDATE CONSTRAINT to a later transaction group")
  }
}
