/// `identifier-needs-quoting`: a name has to be quoted wherever it is written.
struct IdentifierNeedsQuoting: ActionRule {
  static let id: RuleID = "identifier-needs-quoting"
  static let category = RuleCategory.naming
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a name has to be quoted wherever it is written"
  static let documentation = """
    PostgreSQL folds names to lower case unless they are in double quotes. A name with capitals, spaces or other
    characters, or one that is a keyword, has to be quoted in every query from then on; whoever forgets gets "does not
    exist" or a syntax error. Use lower-case letters, digits and underscores, and no keyword.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let names = action.givenNames.filter { !isPlain($0.name.bytes) || quotedKeywords.contains($0.name.text) }
    guard let first = names.first else { return nil }
    let others = names.count > 1 ? " and \(Quantity.counted(names.count - 1, "more name"))" : ""
    let isKeyword = isPlain(first.name.bytes)
    return finding(
      at: step, "\(first.words)\(others) must be written in double quotes",
      because: isKeyword
        ? "It is one of PostgreSQL's keywords, so it is not read as a name without quotes."
        : "Without quotes PostgreSQL folds a name to lower case and takes letters, digits and underscores only.",
      instead: "name it in lower_snake_case, by no keyword")
  }
}
