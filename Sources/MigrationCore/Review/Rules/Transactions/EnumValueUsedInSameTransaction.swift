/// `enum-value-used-in-same-transaction`: a new enum value is used before it is committed.
struct EnumValueUsedInSameTransaction: ReviewRule {
  static let id: RuleID = "enum-value-used-in-same-transaction"
  static let category = RuleCategory.transaction
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a new enum value is used before it is committed"
  static let documentation = """
    A value that ALTER TYPE … ADD VALUE added cannot be used until its transaction has committed: a default, a CHECK, a
    view or a query that names it fails with "unsafe use of new value". Up to PostgreSQL 17 this holds even for a type
    that was made in the same transaction.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    // Labels that the current group adds, with their type and step.
    var added: [String: (type: QualifiedName, step: StepID)] = [:]
    var made: Set<QualifiedName> = []
    var group = 0
    var found: [Finding] = []
    let mayUseAtOnce = (context.live?.serverVersion ?? 0) >= 180_000
    for step in context.steps {
      if step.id.group != group { (added, made, group) = ([:], [], step.id.group) }
      for literal in step.facts.literals {
        guard let value = added[literal] else { continue }
        found.append(
          finding(
            at: step,
            "may use the value '\(literal)' of \(value.type), which step \(value.step) adds in the same transaction",
            because: "PostgreSQL refuses a new enum value until the transaction that added it has committed.",
            instead: "give ALTER TYPE … ADD VALUE a transaction group of its own, before the ones that use the value"))
      }
      for action in step.facts.actions {
        if case .addEnumValue(let type, let label, _) = action, !(mayUseAtOnce && made.contains(type)) {
          added[label] = (type, step.id)
        }
        if case .createEnum(let type, _) = action { made.insert(type) }
      }
    }
    return found
  }
}
