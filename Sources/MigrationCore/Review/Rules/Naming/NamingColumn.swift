/// `naming-column`: a column's name does not fit the pattern.
struct NamingColumn: ActionRule {
  static let id: RuleID = "naming-column"
  static let category = RuleCategory.naming
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let options = [
    RuleOption("pattern", .text("*"), "* is any run of a-z, 0-9 and _, ** anything; {table} is the table's name"),
    RuleOption("max_length", .number(63), "the longest name in bytes; PostgreSQL cuts names after 63"),
  ]
  static let summary = "a column's name does not fit the pattern"
  static let documentation = """
    One pattern for the names of columns keeps queries readable. The rule's options pattern and max_length say which; by
    default lower-case letters, digits and underscores.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let names = action.givenNames.filter { $0.kind == .column }.map(\.name)
    let subject = NamePattern.Subject(table: action.addedColumns?.table.name)
    let misnamed = context.misnamed(names, for: subject, by: Self.self)
    guard !misnamed.isEmpty else { return nil }
    return finding(
      at: step, "\(misnamed.words): not named as \(context.text("pattern", of: Self.self))",
      because: "Other columns follow the pattern, and a column in use is hard to rename.",
      instead: "name it as the pattern says before anything uses it")
  }
}
