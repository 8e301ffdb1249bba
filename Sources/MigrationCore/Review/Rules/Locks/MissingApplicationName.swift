/// `missing-application-name`: nobody can tell a script's session from others.
struct MissingApplicationName: ReviewRule {
  static let id: RuleID = "missing-application-name"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let summary = "nobody can tell a script's session from others"
  static let documentation = """
    When a script's lock stops a table, somebody has to find its session in pg_stat_activity. application_name says which
    it is. `countersign apply` sets it by itself.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard context.isScript else { return [] }
    for step in context.steps {
      for case .changeSetting(let change) in step.facts.actions
      where change.name == "application_name" && !change.values.isEmpty && change.isOfThisSession { return [] }
      guard let lock = context.locks(of: step, atLeast: .share).first else { continue }
      return [
        finding(
          at: step, "locks \(context.described(lock.relation)) in a session without a name",
          because: "In pg_stat_activity nothing tells this session from the application's.",
          instead: "SET application_name = 'what this script does'; at the top of the script")
      ]
    }
    return []
  }
}
