/// `validate-in-same-transaction`: a constraint is added NOT VALID and validated in one transaction.
struct ValidateInSameTransaction: StepRule {
  static let id: RuleID = "validate-in-same-transaction"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a constraint is added NOT VALID and validated in one transaction"
  static let documentation = """
    ADD … NOT VALID is quick, but its lock (ACCESS EXCLUSIVE for a CHECK, SHARE ROW EXCLUSIVE on both tables for a foreign
    key) is held until COMMIT. Validating in the same transaction scans under that lock, as if NOT VALID were not there.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .alterTable(let table, .validateConstraint(let name)) = action, !step.isNew(table) else { return nil }
      let addition = context.steps(before: step).last { earlier in
        earlier.facts.actions.contains { action in
          guard case .alterTable(table, .addConstraint(let added)) = action else { return false }
          return added.name == name && added.isNotValid
        }
      }
      guard let addition, addition.id.group == step.id.group else { return nil }
      return finding(
        context.severity(.error, on: table), at: step,
        "validates \(name) on \(context.described(table)) while step \(addition.id) still holds its lock",
        because: "Locks last until group \(step.id.group) commits, so the scan runs under the lock of ADD CONSTRAINT.",
        instead: "move VALIDATE CONSTRAINT to a later transaction group")
    }
  }
}
