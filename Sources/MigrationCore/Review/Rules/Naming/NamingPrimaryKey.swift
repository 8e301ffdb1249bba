/// `naming-primary-key`: a primary key's name does not fit the template.
struct NamingPrimaryKey: ActionRule {
  static let id: RuleID = "naming-primary-key"
  static let category = RuleCategory.naming
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let options = [
    RuleOption("pattern", .text("*{table}*"), "a template: {table}, {columns}, * for a-z, 0-9 and _, ** for anything"),
    RuleOption("max_length", .number(63), "the longest name in bytes; PostgreSQL cuts names after 63"),
  ]
  static let summary = "a primary key's name does not fit the template"
  static let documentation = """
    The option pattern is a template with {table} and {columns}; by default the name has the table's name in it.
    PostgreSQL's own is {table}_pkey.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let (table, constraints) = action.addedConstraints,
      let key = constraints.first(where: { $0.kind == .primaryKey }), let name = key.name
    else { return nil }
    let subject = NamePattern.Subject(table: table.name, columns: key.columns)
    guard !context.misnamed([name], for: subject, by: Self.self).isEmpty else { return nil }
    return finding(
      at: step, "the primary key \"\(name)\" of \(table) is not named as \(context.text("pattern", of: Self.self))",
      because: "The name is all that an error about a duplicate tells of it.", instead: "name it as the template says")
  }
}
