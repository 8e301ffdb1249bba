/// `version-unsupported-syntax`: the oldest target does not know the syntax.
struct VersionUnsupportedSyntax: StepRule {
  static let id: RuleID = "version-unsupported-syntax"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let options = [RuleOption("oldest", .number(15), "the oldest major version that the statements are for")]
  static let summary = "the oldest target does not know the syntax"
  static let documentation = """
    What a development server accepts fails on an older one: NULLS NOT DISTINCT and MERGE came with 15, SET EXPRESSION
    with 17, NOT ENFORCED, virtual generated columns and NOT NULL … NOT VALID with 18. With a database its version
    counts, without one that of the server that the plan was made for, or else the option's.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    let known = (context.live?.serverVersion ?? context.plannedServer).map { $0 / 10_000 }
    let oldest = known ?? context.number("oldest", of: Self.self)
    let server =
      known == nil ? "PostgreSQL \(oldest), the oldest that is supported," : "the target, PostgreSQL \(oldest),"
    return step.facts.written.newerSyntax.filter { $0.version > oldest }.map { syntax in
      finding(
        at: step, "\(server) does not know \(syntax.words), which came with \(syntax.version)",
        because: "The statement fails there with a syntax error.",
        instead: "write it as version \(oldest) has it, or raise the oldest supported version")
    }
  }
}
