/// `naming-index`: an index's name does not fit the template.
struct NamingIndex: ActionRule {
  static let id: RuleID = "naming-index"
  static let category = RuleCategory.naming
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let options = [
    RuleOption("pattern", .text("*{table}*"), "a template: {table}, {columns}, * for a-z, 0-9 and _, ** for anything"),
    RuleOption("max_length", .number(63), "the longest name in bytes; PostgreSQL cuts names after 63"),
  ]
  static let summary = "an index's name does not fit the template"
  static let documentation = """
    An index that is named after its table and columns says in a plan and in an error what it is for. The option pattern
    is a template with {table} and {columns}; by default the name has the table's name in it. Unique indexes have
    naming-unique.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createIndex(let index) = action, !index.isUnique, let name = index.name?.name else { return nil }
    let subject = NamePattern.Subject(table: index.table.name, columns: index.keys.compactMap(\.column))
    guard !context.misnamed([name], for: subject, by: Self.self).isEmpty else { return nil }
    return finding(
      at: step, "the index \"\(name)\" of \(index.table) is not named as \(context.text("pattern", of: Self.self))",
      because: "Its name does not tell what it is for.", instead: "name it as the template says")
  }
}
