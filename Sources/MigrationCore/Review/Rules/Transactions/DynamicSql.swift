/// `dynamic-sql`: statements are put together as text when they run.
struct DynamicSql: StepRule {
  static let id: RuleID = "dynamic-sql"
  static let category = RuleCategory.transaction
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "statements are put together as text when they run"
  static let documentation = """
    What EXECUTE runs is made from strings, so nobody can review it, and a value that is not quoted becomes part of the
    statement. Where it has to be: format() with %I for names and %L for values, or USING.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.code.filter(\.buildsStatements).map { code in
      finding(
        at: step, "\(code.routine.map { "\($0)" } ?? "the DO block") builds statements as text (EXECUTE)",
        because: "What they do is not known before they run, and unquoted values become part of them.",
        instead: "write the statement itself; else format() with %I and %L")
    }
  }
}
