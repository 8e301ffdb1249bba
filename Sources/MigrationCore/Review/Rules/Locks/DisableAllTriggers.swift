/// `disable-all-triggers`: checks and audit are switched off, and rows written meanwhile are never checked.
struct DisableAllTriggers: ActionRule {
  static let id: RuleID = "disable-all-triggers"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "checks and audit are switched off, and rows written meanwhile are never checked"
  static let documentation = """
    DISABLE TRIGGER ALL, and session_replication_role = replica, switch off the triggers that keep foreign keys too: rows
    written meanwhile may point to nothing, and switching on again checks none of them. USER leaves foreign keys in force
    and switches off every other trigger, audit and replication included. Disable the one trigger that is meant, by name,
    and enable it in the same transaction.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    switch action {
    case .alterTable(let table, .changeTriggers(let change)):
      guard !step.isNew(table) else { return nil }
      switch change {
      case .disableAll:
        return finding(
          at: step, "foreign keys and every trigger of \(context.described(table)) are off\(count(of: table, context))",
          because: "Rows written meanwhile are not checked, and not when the triggers are on again either.",
          instead: "DISABLE TRIGGER with the one name that is meant, and ENABLE TRIGGER in the same transaction")
      case .disableUser:
        return finding(
          .warning, at: step, "every trigger of \(context.described(table)) is off\(count(of: table, context))",
          because: "Audit, replication and what else triggers do is not done for rows written meanwhile.",
          instead: "DISABLE TRIGGER with the one name that is meant, and ENABLE TRIGGER in the same transaction")
      case .enable, .disable, .enableAll, .enableUser: return nil
      }
    case .changeSetting(let change):
      guard change.name == "session_replication_role", change.values.first?.lowercased() == "replica" else {
        return nil
      }
      return finding(
        at: step, "foreign keys and triggers of all tables are off: session_replication_role = replica",
        because: "Rows written meanwhile are not checked, and not when it is set back either.",
        instead: "leave it out, or DISABLE TRIGGER with the one name that is meant")
    default: return nil
    }
  }

  private func count(of table: QualifiedName, _ context: ReviewContext) -> String {
    guard let model = context.table(table) else { return "" }
    let keys = model.constraints.filter { if case .foreignKey = $0.kind { true } else { false } }.count
    return ": \(Quantity.counted(keys, "foreign key")), \(Quantity.counted(model.triggers.count, "trigger"))"
  }
}
