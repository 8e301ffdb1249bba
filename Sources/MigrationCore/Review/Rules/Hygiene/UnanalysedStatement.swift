/// `unanalysed-statement`: a statement was not understood.
struct UnanalysedStatement: StepRule {
  static let id: RuleID = "unanalysed-statement"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a statement was not understood"
  static let documentation = """
    The statements are read by PostgreSQL 15's grammar; newer syntax is not understood. No other rule has looked at such
    a statement: read it yourself. Where the server has no newer grammar it is a syntax-error instead.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard let reason = step.facts.reasonNotAnalysed, !context.refusesWhatIsNotAnalysed else { return [] }
    return [
      finding(
        at: step, "not analysed: \(reason)",
        because: "No rule could look at this statement; locks, work and loss are not known.",
        instead: "read the statement with care, or rehearse the plan")
    ]
  }
}
