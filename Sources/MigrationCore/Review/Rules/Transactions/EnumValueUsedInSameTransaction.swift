/// `enum-value-used-in-same-transaction`: a new enum value is used before it is committed.
struct EnumValueUsedInSameTransaction: StepRule {
  static let id: RuleID = "enum-value-used-in-same-transaction"
  static let category = RuleCategory.transaction
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a new enum value is used before it is committed"
  static let documentation = """
    A value that ALTER TYPE … ADD VALUE added cannot be used until its transaction has committed: a default, a CHECK, a
    view or a query that names it fails with "unsafe use of new value".
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard !step.facts.literals.isEmpty else { return [] }
    return context.stepsOfGroup(before: step).flatMap { earlier in
      earlier.facts.actions.compactMap { action -> Finding? in
        guard case .addEnumValue(let type, let label, _) = action, !earlier.isNewType(type),
          step.facts.literals.contains(label)
        else { return nil }
        return finding(
          at: step,
          "may use the value '\(label)' of \(type), which step \(earlier.id) adds in the same transaction",
          because: "PostgreSQL refuses a new enum value until the transaction that added it has committed.",
          instead: "give ALTER TYPE … ADD VALUE a transaction group of its own, before the ones that use the value")
      }
    }
  }
}
