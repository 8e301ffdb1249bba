/// `index-function-not-immutable`: an index is computed with a function that PostgreSQL refuses there.
struct IndexFunctionNotImmutable: ActionRule {
  static let id: RuleID = "index-function-not-immutable"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "an index is computed with a function that PostgreSQL refuses there"
  static let documentation = """
    Keys and condition of an index are computed when a row is written and trusted ever after, so PostgreSQL takes only
    IMMUTABLE functions: CREATE INDEX fails with any other. The clock and the session's settings change, and a function
    is VOLATILE unless it says otherwise. Of functions with several argument lists only the name is looked at.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createIndex(let index) = action else { return nil }
    for function in index.functions {
      guard let (words, isSure) = volatility(of: function, at: step, in: context) else { continue }
      return finding(
        isSure ? .error : .warning, at: step,
        "\(isSure ? "fails" : "may fail"): the index on \(index.table) is computed with \(function)(), which is \(words)",
        because: "PostgreSQL trusts what was computed once, and takes only IMMUTABLE functions.",
        instead: "keep the result in a column; or, where the function really depends on nothing else, mark it IMMUTABLE"
      )
    }
    return nil
  }

  /// In words, with whether nothing else can be meant; nil where it is IMMUTABLE or not known.
  private func volatility(
    of function: Identifier, at step: ReviewedStep, in context: ReviewContext
  ) -> (words: String, isSure: Bool)? {
    if let routine = context.history.routine(function, before: step.id) {
      return routine.volatility == .immutable ? nil : (routine.volatility == .stable ? "STABLE" : "VOLATILE", true)
    }
    if Self.changing.contains(function) { return ("not IMMUTABLE", true) }
    if context.live?.volatileFunctions.contains(function) ?? false { return ("VOLATILE", false) }
    return context.live?.stableFunctions.contains(function) ?? false ? ("STABLE", false) : nil
  }

  /// PostgreSQL's own, whatever their arguments; source: `pg_proc.provolatile` of 15 and 18.
  private static let changing: Set<Identifier> = [
    "array_to_string", "clock_timestamp", "concat", "concat_ws", "current_setting", "currval", "format",
    "gen_random_uuid", "lastval", "nextval", "now", "random", "row_to_json", "statement_timestamp", "timeofday",
    "to_char", "to_date", "to_json", "to_jsonb", "transaction_timestamp", "uuidv4", "uuidv7",
  ]
}
