/// `naming-table`: a table's name does not fit the pattern.
struct NamingTable: ActionRule {
  static let id: RuleID = "naming-table"
  static let category = RuleCategory.naming
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let options = [
    RuleOption("pattern", .text("*"), "* is any run of a-z, 0-9 and _, ** anything"),
    RuleOption("max_length", .number(63), "the longest name in bytes; PostgreSQL cuts names after 63"),
  ]
  static let summary = "a table's name does not fit the pattern"
  static let documentation = """
    One pattern for the names of tables keeps queries readable. The rule's options pattern and max_length say which; by
    default lower-case letters, digits and underscores. A new name is free before the table is in use, and breaks
    programs afterwards.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let names = action.givenNames.filter { $0.kind == .table }.map(\.name)
    guard let name = context.misnamed(names, by: Self.self).first else { return nil }
    return finding(
      at: step, "the table \"\(name)\" is not named as \(context.text("pattern", of: Self.self))",
      because: "Other tables follow the pattern, and a table in use is hard to rename.",
      instead: "name it as the pattern says before anything uses it")
  }
}
