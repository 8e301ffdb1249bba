/// `script-too-large`: there is more than anyone reviews.
struct ScriptTooLarge: ReviewRule {
  static let id: RuleID = "script-too-large"
  static let category = RuleCategory.limit
  static let severities = RuleSeverities(relaxed: .warning, strict: .warning)
  static let options = [
    RuleOption("statements", .number(500), "how many statements there may be"),
    RuleOption("kilobytes", .number(1_024), "how large the text may be"),
  ]
  static let summary = "there is more than anyone reviews"
  static let documentation = """
    Nobody reads thousands of statements with care. Every rule looks at all of them, however many there are; what is
    missing is the reader. Split the work, and load data with COPY.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard let first = context.steps.first else { return [] }
    let statements = context.steps.reduce(0) { $0 + max(1, $1.facts.written.statementCount) }
    let bytes = context.steps.reduce(0) { $0 + $1.step.sql.utf8.count }
    let (mostStatements, mostKilobytes) = (
      context.number("statements", of: Self.self), context.number("kilobytes", of: Self.self)
    )
    guard statements > mostStatements || bytes > mostKilobytes * 1024 else { return [] }
    return [
      finding(
        at: first,
        "has \(Quantity.counted(statements, "statement")) and \(Quantity.bytes(Int64(bytes))): more than \(mostStatements) statements or \(Quantity.bytes(Int64(mostKilobytes) * 1024))",
        because: "Nobody reviews so much with care; the rules have looked at all of it.",
        instead: "split it, and load data with COPY")
    ]
  }
}
