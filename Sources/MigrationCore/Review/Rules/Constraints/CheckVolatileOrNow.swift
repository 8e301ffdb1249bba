/// `check-volatile-or-now`: a CHECK depends on more than its row.
struct CheckVolatileOrNow: StepRule {
  static let id: RuleID = "check-volatile-or-now"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a CHECK depends on more than its row"
  static let documentation = """
    PostgreSQL checks a row when it is written and trusts the result ever after. A CHECK that calls a VOLATILE
    function, the clock or the session's user is true at that moment only: rows break it later, and VALIDATE or the
    restore of a dump fails. Only IMMUTABLE functions belong there. A trigger, or a column that keeps the moment,
    does what is meant.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    var checks = step.facts.actions.flatMap(\.constraintsAdded).map { ("\($0.table)", $0.constraint) }
    for case .createDomain(let domain) in step.facts.actions { checks += domain.checks.map { ("\(domain.name)", $0) } }
    return checks.compactMap { owner, check -> Finding? in
      guard check.isCheck else { return nil }
      if let function = check.functions.first(where: { context.isVolatile($0) == true }) {
        return finding(
          .error, at: step, "the CHECK of \(owner) calls \(function)(), which is VOLATILE",
          because: "It is true when a row is written and may be false when the row is read or restored.",
          instead: "a trigger, or a function that is IMMUTABLE and reads no table")
      }
      let unstable = Self.stable.union(context.live?.stableFunctions ?? [])
      guard let function = check.functions.first(where: unstable.contains) else { return nil }
      return finding(
        .warning, at: step,
        "the CHECK of \(owner) depends on \(function), which changes from one transaction to the next",
        because: "It is true when a row is written and may be false when the row is read or restored.",
        instead: "store the moment or the user in a column, and compare columns; or use a trigger")
    }
  }

  /// STABLE without a database to ask; source: PostgreSQL manual, "Date/Time Functions", "Session Information Functions".
  private static let stable: Set<Identifier> = [
    "now", "transaction_timestamp", "statement_timestamp", "current_date", "current_time", "current_timestamp",
    "localtime", "localtimestamp", "current_user", "session_user", "user", "current_role", "current_setting",
    "current_schema", "pg_has_role", "has_table_privilege",
  ]
}
