/// `psql-meta-command`: a line only means something to psql.
struct PsqlMetaCommand: StepRule {
  static let id: RuleID = "psql-meta-command"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a line only means something to psql"
  static let documentation = """
    \\i, \\connect, \\copy, :name and the like are psql's, not SQL: every other client fails on them, and what psql
    makes of them depends on its variables and on the folder that it runs in. Write what they stand for.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard !step.facts.written.psqlWords.isEmpty else { return [] }
    let words = step.facts.written.psqlWords.prefix(5).joined(separator: ", ")
    return [
      finding(
        at: step, "has what only psql understands: \(words)",
        because: "Every other client fails here, and psql does what its variables and its folder say.",
        instead: "write the SQL that it stands for")
    ]
  }
}
