/// `syntax-error`: PostgreSQL's grammar does not know the statement.
struct SyntaxError: StepRule {
  static let id: RuleID = "syntax-error"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let summary = "PostgreSQL's grammar does not know the statement"
  static let documentation = """
    The statements are read with PostgreSQL 15's own grammar. What it refuses fails on 14 and 15; a later server may know
    more, so there, or where the server is not known, it is a warning.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard let reason = step.facts.reasonNotAnalysed else { return [] }
    let isCertain = context.live.map { $0.serverVersion < 160_000 } ?? false
    return [
      finding(
        isCertain ? .error : .warning, at: step, "\(isCertain ? "fails" : "may fail"): \(reason)",
        because: "The server parses it with the same grammar, or a later one.",
        instead: "look at the place that it names")
    ]
  }
}
