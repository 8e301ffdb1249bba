/// `syntax-error`: PostgreSQL's grammar does not know the statement.
struct SyntaxError: StepRule {
  static let id: RuleID = "syntax-error"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let summary = "PostgreSQL's grammar does not know the statement"
  static let documentation = """
    The statements are read with PostgreSQL 15's own grammar. What it refuses fails on 14 and 15. A later server may know
    more, so there, or where the server is not known, it is an unanalysed-statement.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard let reason = step.facts.reasonNotAnalysed, context.refusesWhatIsNotAnalysed else { return [] }
    return [
      finding(
        at: step, "fails: \(reason)", because: "The server parses it with the same grammar, or an older one.",
        instead: "look at the place that it names")
    ]
  }
}

extension ReviewContext {
  /// Whether the target has the grammar that the statements are read with, or an older one.
  var refusesWhatIsNotAnalysed: Bool { live.map { $0.serverVersion < 160_000 } ?? false }
}
