/// `session-default-changed`: new sessions of a role or a database begin with another setting.
struct SessionDefaultChanged: ActionRule {
  static let id: RuleID = "session-default-changed"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "new sessions of a role or a database begin with another setting"
  static let documentation = """
    ALTER ROLE … SET and ALTER DATABASE … SET are for sessions that begin from then on: those of a pool keep what they
    have until they are made anew, so that for a while both are in use. With another search_path names without a schema
    mean other objects, in every program of that role; where sessions are read-only by default, writes fail. Anything
    else is a remark. What one program needs it can set for itself, in its connection string.
    """

  /// Settings that make statements mean something else, or fail.
  private static let grave: Set<String> = [
    "search_path", "role", "session_replication_role", "default_transaction_read_only", "default_tablespace",
    "default_transaction_isolation", "row_security", "timezone", "datestyle", "standard_conforming_strings",
    "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "transaction_timeout", "all",
  ]

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .changeSetting(let change) = action else { return nil }
    let whose: String
    switch change.scope {
    case .role(let role, let database):
      whose = (role.map { "the role \($0)" } ?? "all roles") + (database.map { " in the database \($0)" } ?? "")
    case .database(let database): whose = "the database \(database)"
    case .session, .transaction, .routine, .server: return nil
    }
    let what = change.name == "all" ? "all settings" : change.name
    let value = change.values.isEmpty ? "another default" : change.values.joined(separator: ", ")
    return finding(
      Self.grave.contains(change.name) ? .warning : .info, at: step,
      "new sessions of \(whose) have \(value) for \(what); those that are open keep what they have",
      because: change.name == "search_path"
        ? "Names without a schema mean other objects, in programs that no plan changes."
        : "Programs that no plan changes run with it, pooled connections some time after the others.",
      instead: "SET it where it is needed, or reconnect the pools right after the step")
  }
}
