/// `naming-unique`: a unique constraint or index has a name that does not fit the template.
struct NamingUnique: ActionRule {
  static let id: RuleID = "naming-unique"
  static let category = RuleCategory.naming
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let options = [
    RuleOption("pattern", .text("*{table}*"), "a template: {table}, {columns}, * for a-z, 0-9 and _, ** for anything"),
    RuleOption("max_length", .number(63), "the longest name in bytes; PostgreSQL cuts names after 63"),
  ]
  static let summary = "a unique constraint or index has a name that does not fit the template"
  static let documentation = """
    The name of a unique constraint or index is what a program sees when a row is refused. The option pattern is a
    template with {table} and {columns}; by default the name has the table's name in it.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    if case .createIndex(let index) = action, index.isUnique, let name = index.name?.name {
      let subject = NamePattern.Subject(table: index.table.name, columns: index.keys.compactMap(\.column))
      return context.misnamed([name], for: subject, by: Self.self).first.map { found($0, index.table, step, context) }
    }
    guard let (table, constraints) = action.addedConstraints else { return nil }
    return constraints.lazy.filter { $0.kind == .unique }.compactMap { constraint -> Finding? in
      let subject = NamePattern.Subject(table: table.name, columns: constraint.columns)
      let names = constraint.name.map { [$0] } ?? []
      return context.misnamed(names, for: subject, by: Self.self).first.map { found($0, table, step, context) }
    }.first
  }

  private func found(
    _ name: Identifier, _ table: QualifiedName, _ step: ReviewedStep, _ context: ReviewContext
  ) -> Finding {
    finding(
      at: step, "the unique \"\(name)\" of \(table) is not named as \(context.text("pattern", of: Self.self))",
      because: "The name is all that an error about a duplicate tells of it.", instead: "name it as the template says")
  }
}
