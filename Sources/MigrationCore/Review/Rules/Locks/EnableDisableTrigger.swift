/// `enable-disable-trigger`: switching a trigger makes writers wait.
struct EnableDisableTrigger: ActionRule {
  static let id: RuleID = "enable-disable-trigger"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let summary = "switching a trigger makes writers wait"
  static let documentation = """
    ALTER TABLE … ENABLE or DISABLE TRIGGER takes SHARE ROW EXCLUSIVE on the table and its partitions: writers wait until
    the transaction ends, readers do not.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .changeTriggers(let change)) = action, !step.isNew(table) else { return nil }
    let words: String
    switch change {
    case .enable(let name): words = "switches trigger \(name) on"
    case .disable(let name): words = "switches trigger \(name) off"
    case .enableAll, .enableUser: words = "switches all triggers on"
    // Another rule's, and graver.
    case .disableAll, .disableUser: return nil
    }
    return finding(
      at: step, "\(words); writes to \(context.described(table)) wait until the transaction ends",
      because: "It takes SHARE ROW EXCLUSIVE on the table.", instead: "a short lock_timeout")
  }
}
