/// `naming-foreign-key`: a foreign key's name does not fit the template.
struct NamingForeignKey: ActionRule {
  static let id: RuleID = "naming-foreign-key"
  static let category = RuleCategory.naming
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let options = [
    RuleOption(
      "pattern", .text("*{table}*"),
      "a template: {table}, {columns}, {referenced_table}, {referenced_columns}, * for a-z, 0-9 and _, ** for anything"),
    RuleOption("max_length", .number(63), "the longest name in bytes; PostgreSQL cuts names after 63"),
  ]
  static let summary = "a foreign key's name does not fit the template"
  static let documentation = """
    The option pattern is a template with {table}, {columns}, {referenced_table} and {referenced_columns}; by default
    the name has the table's name in it. PostgreSQL's own is {table}_{columns}_fkey.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let (table, constraints) = action.addedConstraints else { return nil }
    for constraint in constraints {
      guard let key = constraint.foreignKey, let name = constraint.name else { continue }
      let subject = NamePattern.Subject(
        table: table.name, columns: constraint.columns, referencedTable: key.references.name,
        referencedColumns: key.columns)
      guard !context.misnamed([name], for: subject, by: Self.self).isEmpty else { continue }
      return finding(
        at: step, "the foreign key \"\(name)\" of \(table) is not named as \(context.text("pattern", of: Self.self))",
        because: "The name is all that an error about a missing row tells of it.",
        instead: "name it as the template says")
    }
    return nil
  }
}
