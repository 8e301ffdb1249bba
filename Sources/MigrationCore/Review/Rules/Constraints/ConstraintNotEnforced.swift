/// `constraint-not-enforced`: a constraint is not enforced.
struct ConstraintNotEnforced: ActionRule {
  static let id: RuleID = "constraint-not-enforced"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a constraint is not enforced"
  static let documentation = """
    A NOT ENFORCED constraint (PostgreSQL 18) documents what should hold and checks nothing: rows that break it get
    in without a word. ALTER CONSTRAINT … NOT ENFORCED takes ACCESS EXCLUSIVE on both tables of a foreign key
    besides. NOT VALID is the form that checks new rows and leaves the old ones for later.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    if case .alterTable(let table, .alterConstraint(let name, isNotEnforced: true)) = action {
      return finding(
        .error, at: step, "\(name) on \(context.described(table)) is not checked any more",
        because: "Rows that break it get in without a word, and ACCESS EXCLUSIVE is taken on both tables.",
        instead: "leave it enforced; drop it if it is wrong")
    }
    guard let (table, added) = action.constraintsAdded.first(where: { $0.constraint.isNotEnforced }) else { return nil }
    return finding(
      .error, at: step, "\(added.name(on: table)) on \(table) is NOT ENFORCED: it checks nothing",
      because: "Rows that break it get in without a word, and it cannot be relied on.",
      instead: "add it NOT VALID, which checks new rows, and validate it later")
  }
}
