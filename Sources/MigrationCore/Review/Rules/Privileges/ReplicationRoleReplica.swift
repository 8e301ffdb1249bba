/// `replication-role-replica`: triggers and foreign keys are switched off for a session.
struct ReplicationRoleReplica: ActionRule {
  static let id: RuleID = "replication-role-replica"
  static let category = RuleCategory.privilege
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let summary = "triggers and foreign keys are switched off for a session"
  static let documentation = """
    With session_replication_role = replica no ordinary trigger fires, and foreign keys are triggers: rows that point
    nowhere are stored without an error and stay after the setting is gone. It needs a superuser, or a grant of the
    parameter from 15 on. Drop and re-create a constraint, or disable one trigger by name, instead.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .changeSetting(let change) = action, change.name == "session_replication_role",
      change.values.first?.lowercased() == "replica"
    else { return nil }
    return finding(
      at: step,
      "no trigger fires and no foreign key is checked in \(change.isOfThisSession ? "this session" : "sessions with it")",
      because: "Rows that violate foreign keys are stored, and nothing finds them later.",
      instead: "ALTER TABLE … DISABLE TRIGGER name for the one trigger, in the same transaction as its ENABLE")
  }
}
