/// `transaction-pooler-detected`: a pooler between us and the server loses what belongs to a session.
struct TransactionPoolerDetected: ReviewRule {
  static let id: RuleID = "transaction-pooler-detected"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "a pooler between us and the server loses what belongs to a session"
  static let documentation = """
    A pooler in transaction mode gives every transaction another session of the server: SET is lost, time limits are
    silently absent, advisory locks stay behind with somebody else, and a concurrent build may be cut off. Connect to the
    server itself for changes of the schema.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard let pooler = context.live?.pooler, let step = context.steps.first(where: { $0.step.directive == nil }) else {
      return []
    }
    let user = context.steps.first { $0.facts.actions.contains { $0.needsItsSession } }
    let what = user.map { ", and step \($0.id) counts on its session" } ?? ""
    return [
      finding(
        at: user ?? step, "the connection goes through \(pooler)\(what)",
        because: "Each transaction may get another session: SET, time limits and advisory locks do not last.",
        instead: "connect to the server itself")
    ]
  }
}

extension StatementAction {
  /// `SET` for the session, and what runs over several transactions.
  fileprivate var needsItsSession: Bool {
    if case .changeSetting(let change) = self { return change.scope == .session }
    return waitsForOldSnapshots != nil
  }
}
