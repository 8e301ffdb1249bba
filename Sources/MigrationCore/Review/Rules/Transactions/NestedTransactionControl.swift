/// `nested-transaction-control`: a step begins or ends a transaction itself.
struct NestedTransactionControl: StepRule {
  static let id: RuleID = "nested-transaction-control"
  static let category = RuleCategory.transaction
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a step begins or ends a transaction itself"
  static let documentation = """
    The plan's groups are the transactions. A COMMIT in the middle of one commits half a group, and a failure afterwards
    leaves that half behind. In a script BEGIN and COMMIT are its own affair as long as they match: a second BEGIN only
    warns and its COMMIT ends everything, a COMMIT without BEGIN does nothing, and SET TRANSACTION after the first
    statement fails.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      switch action {
      case .transactionControl(let command) where !["SAVEPOINT", "RELEASE", "ROLLBACK_TO"].contains(command):
        return context.isScript ? unmatched(command, at: step, in: context) : inside(command, at: step)
      case .changeSetting(let change) where change.name == "transaction":
        guard let earlier = context.steps(before: step).last, earlier.id.group == step.id.group, !isPreface(earlier)
        else { return nil }
        return finding(
          at: step, "SET TRANSACTION after \(earlier.id), in the same transaction",
          because: "It fails once a query has run in the transaction.", instead: "write it right behind BEGIN")
      default: return nil
      }
    }
  }

  private func inside(_ command: String, at step: ReviewedStep) -> Finding {
    finding(
      at: step, "\(command.replacing("_", with: " ")) inside transaction group \(step.id.group)",
      because: "The group is the transaction; a failure after this statement can no longer undo all of it.",
      instead: "leave it out and use transaction groups")
  }

  private func isPreface(_ step: ReviewedStep) -> Bool {
    step.facts.actions.allSatisfy { action in
      switch action {
      case .transactionControl, .changeSetting: true
      default: false
      }
    }
  }

  /// In a script a group is what stands between BEGIN and COMMIT, both included, or one statement.
  private func unmatched(_ command: String, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let isFirst = step.id.step == 1
    let isLast = step.id.step == step.groupSize
    if command == "BEGIN" || command == "START" {
      guard !isFirst else { return nil }
      return finding(
        at: step, "\(command) inside a transaction that is open already",
        because: "PostgreSQL only warns, and the next COMMIT ends the outer transaction.", instead: "leave it out")
    }
    if step.groupSize == 1 {
      return finding(
        .warning, at: step, "\(command) where no transaction is open",
        because: "Nothing is committed or undone; the statements before it are in effect already.",
        instead: "write BEGIN where the transaction shall begin")
    }
    guard !isLast || !begins(step, in: context) else { return nil }
    return finding(
      at: step, "\(command) in the middle of the transaction that the script runs in",
      because: "What follows is outside of it: a failure there no longer undoes what came before.",
      instead: "leave it out")
  }

  /// Whether the first step of the group is BEGIN.
  private func begins(_ step: ReviewedStep, in context: ReviewContext) -> Bool {
    context.steps[step.position - step.id.step + 1].facts.actions.contains { action in
      if case .transactionControl(let command) = action { command == "BEGIN" || command == "START" } else { false }
    }
  }
}
