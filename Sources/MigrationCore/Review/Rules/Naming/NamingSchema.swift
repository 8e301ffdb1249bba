/// `naming-schema`: a schema's name does not fit the pattern.
struct NamingSchema: ActionRule {
  static let id: RuleID = "naming-schema"
  static let category = RuleCategory.naming
  static let severities = RuleSeverities(relaxed: nil, strict: nil)
  static let options = [
    RuleOption("pattern", .text("*"), "* is any run of a-z, 0-9 and _, ** anything"),
    RuleOption("max_length", .number(63), "the longest name in bytes; PostgreSQL cuts names after 63"),
  ]
  static let summary = "a schema's name does not fit the pattern"
  static let documentation = """
    Names that follow one pattern can be found and granted by pattern. The rule's options pattern and max_length say
    which; by default lower-case letters, digits and underscores. Renaming later breaks whoever writes the name.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createSchema(let name) = action, !context.misnamed([name], by: Self.self).isEmpty else { return nil }
    return finding(
      at: step, "the schema \"\(name)\" is not named as \(context.text("pattern", of: Self.self))",
      because: "Other names follow the pattern, and a schema in use is hard to rename.",
      instead: "name it as the pattern says before anything uses it")
  }
}
