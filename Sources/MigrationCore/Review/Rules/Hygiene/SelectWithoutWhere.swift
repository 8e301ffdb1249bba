/// `select-without-where`: a query reads a whole table.
struct SelectWithoutWhere: StepRule {
  static let id: RuleID = "select-without-where"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: nil, strict: nil)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a query reads a whole table"
  static let documentation = """
    A house rule: a SELECT of its own has a WHERE or a LIMIT. It is off in both rulesets.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.queries.filter { $0.use == .select && $0.isUnrestricted && !$0.reads.allSatisfy(step.isNew) }.map {
      query in
      finding(
        context.severity(.error, on: query.reads[0]), at: step,
        "reads all of \(query.reads.map { context.described($0) }.joined(separator: ", "))",
        because: "It has neither WHERE nor LIMIT.", instead: "give it a WHERE or a LIMIT")
    }
  }
}
