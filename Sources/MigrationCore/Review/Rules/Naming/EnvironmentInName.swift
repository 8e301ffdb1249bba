/// `environment-in-name`: a schema or table is named after an environment.
struct EnvironmentInName: ActionRule {
  static let id: RuleID = "environment-in-name"
  static let category = RuleCategory.naming
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let options = [
    RuleOption(
      "words",
      .list(["dev", "develop", "development", "test", "testing", "qa", "uat", "stage", "staging", "prod", "production"]
      ),
      "words that no name of a schema or table shall begin or end with, or be")
  ]
  static let summary = "a schema or table is named after an environment"
  static let documentation = """
    A plan is approved once and promoted from environment to environment. A schema or table that is called dev or
    staging there cannot have the same name in production, so what was approved is not what runs. The option words lists
    what counts.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let words = Set(context.list("words", of: Self.self))
    let found = action.givenNames.first { given in
      guard given.kind == .schema || given.kind == .table else { return false }
      let parts = given.name.text.lowercased().split(separator: "_").map { String($0) }
      // "test" alone says what a table holds more often than where it is.
      return [parts.first, parts.last].contains { $0.map(words.contains) ?? false }
        && (given.kind == .schema || parts.count > 1)
    }
    guard let found else { return nil }
    return finding(
      at: step, "\(found.words) is named after an environment",
      because: "The same plan cannot run unchanged where the environment has another name.",
      instead: "use one name everywhere; the database or its host tells the environment")
  }
}
