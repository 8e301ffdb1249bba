/// `leading-wildcard-like`: a LIKE pattern begins with a wildcard.
struct LeadingWildcardLike: StepRule {
  static let id: RuleID = "leading-wildcard-like"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a LIKE pattern begins with a wildcard"
  static let documentation = """
    A B-tree finds what begins with some text; a pattern that begins with % or _ makes PostgreSQL read every row. A GIN
    or GiST index with the operator class of pg_trgm finds such patterns.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.queries.flatMap { query in
      query.openPatterns.map { pattern in
        let hasTrigrams = context.live?.extensions["pg_trgm"] != nil
        return finding(
          at: step, "the pattern '\(pattern)' begins with a wildcard",
          because: "No B-tree index can be used for it: every row is read.",
          instead: hasTrigrams
            ? "a GIN index with gin_trgm_ops on the column"
            : "an index with pg_trgm, or a column with the text reversed")
      }
    }
  }
}
