/// `lock-timeout-set-too-late`: lock_timeout is set after a strong lock was already waited for.
struct LockTimeoutSetTooLate: ReviewRule {
  static let id: RuleID = "lock-timeout-set-too-late"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "lock_timeout is set after a strong lock was already waited for"
  static let documentation = """
    A script that sets lock_timeout wants its waits for locks limited, but a statement before it took a strong lock
    without that limit. Set it first.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard context.isScript else { return [] }
    let timeouts = context.timeouts("lock_timeout")
    var unguarded: ReviewedStep?
    for step in context.steps {
      let timeout = timeouts[step.id]
      if let early = unguarded, let timeout, timeout.step == step.id, timeout.milliseconds > 0 {
        return [
          finding(
            at: step, "lock_timeout = \(timeout.words) comes after statement \(early.id), which needed a strong lock",
            because: "Statement \(early.id) waits for its lock without limit, and everybody else behind it.",
            instead: "move the SET to the top of the script")
        ]
      }
      if unguarded == nil, (timeout?.milliseconds ?? 0) == 0, !context.locks(of: step, atLeast: .share).isEmpty {
        unguarded = step
      }
    }
    return []
  }
}
