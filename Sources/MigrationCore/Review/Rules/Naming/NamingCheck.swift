/// `naming-check`: a CHECK's name does not fit the template.
struct NamingCheck: ActionRule {
  static let id: RuleID = "naming-check"
  static let category = RuleCategory.naming
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let options = [
    RuleOption("pattern", .text("*"), "a template: {table}, {columns}, * for a-z, 0-9 and _, ** for anything"),
    RuleOption("max_length", .number(63), "the longest name in bytes; PostgreSQL cuts names after 63"),
  ]
  static let summary = "a CHECK's name does not fit the template"
  static let documentation = """
    The option pattern is a template with {table} and {columns}, the columns that the condition mentions; by default
    lower-case letters, digits and underscores. PostgreSQL's own is {table}_{columns}_check.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let (table, constraints) = action.addedConstraints else { return nil }
    for constraint in constraints {
      guard case .check = constraint.kind, let name = constraint.name else { continue }
      let subject = NamePattern.Subject(table: table.name, columns: constraint.columns)
      guard !context.misnamed([name], for: subject, by: Self.self).isEmpty else { continue }
      return finding(
        at: step, "the CHECK \"\(name)\" of \(table) is not named as \(context.text("pattern", of: Self.self))",
        because: "The name is all that an error about a refused row tells of it.",
        instead: "name it as the template says")
    }
    return nil
  }
}
