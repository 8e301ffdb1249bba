/// `unnamed-constraint`: a constraint gets the name that PostgreSQL chooses.
struct UnnamedConstraint: ActionRule {
  static let id: RuleID = "unnamed-constraint"
  static let category = RuleCategory.naming
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let summary = "a constraint gets the name that PostgreSQL chooses"
  static let documentation = """
    PostgreSQL makes up a name for a constraint without one, from the table, the columns and a number where the name is
    taken. Two databases can so get different names for the same constraint, and a later DROP or VALIDATE CONSTRAINT
    fails on one of them. Write CONSTRAINT name before it; NOT NULL and temporary tables are left alone.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    if case .createTable(let created) = action, created.isTemporary || created.partitionOf != nil { return nil }
    guard let (table, constraints) = action.addedConstraints else { return nil }
    let unnamed = constraints.filter { $0.name == nil && $0.index == nil }
    guard let first = unnamed.first else { return nil }
    let kinds = unnamed.map(\.kind.words).joined(separator: ", ")
    return finding(
      at: step, "leaves PostgreSQL to name \(kinds) of \(table)",
      because: "The made-up name can differ from database to database, and later steps have to name the constraint.",
      instead: "write CONSTRAINT name before \(first.kind.words)")
  }
}
