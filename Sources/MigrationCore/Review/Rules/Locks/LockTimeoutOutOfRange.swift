/// `lock-timeout-out-of-range`: lock_timeout is off, too long, or longer than statement_timeout.
struct LockTimeoutOutOfRange: ReviewRule {
  static let id: RuleID = "lock-timeout-out-of-range"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let options = [RuleOption("maximum_ms", .number(10_000), "the longest lock_timeout that passes")]
  static let summary = "lock_timeout is off, too long, or longer than statement_timeout"
  static let documentation = """
    Zero waits for a lock without limit; a long limit makes everybody else wait that long; one that is not below
    statement_timeout never fires, since the statement is cancelled before. 1 to 5 seconds with retries is usual. Zero is
    right, and not reported, where no statement that follows under it takes a strong lock: CREATE INDEX CONCURRENTLY.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    let maximum = Double(context.number("maximum_ms", of: Self.self))
    let locks = context.timeouts("lock_timeout")
    let statements = context.timeouts("statement_timeout")
    var guarded: Set<StepID> = []
    for step in context.steps where !context.locks(of: step, atLeast: .share).isEmpty {
      if let source = locks[step.id]?.step { guarded.insert(source) }
    }
    return context.steps.compactMap { step in
      guard let timeout = locks[step.id], timeout.step == step.id else { return nil }
      if timeout.milliseconds == 0 {
        guard guarded.contains(step.id) else { return nil }
        return finding(
          at: step, "lock_timeout = 0: the strong locks that follow are waited for without limit",
          because: "While a statement waits for its lock, everybody who comes later waits behind it.",
          instead: "SET lock_timeout = '2s';")
      }
      if timeout.milliseconds > maximum {
        return finding(
          at: step, "lock_timeout = \(timeout.words): a statement may make others wait that long before it gives up",
          because: "More than \(Quantity.time(maximum)) is more than the policy allows.",
          instead: "SET lock_timeout = '2s'; and try again when it gives up")
      }
      guard let limit = statements[step.id], limit.milliseconds > 0, timeout.milliseconds >= limit.milliseconds else {
        return nil
      }
      return finding(
        at: step, "lock_timeout = \(timeout.words) never fires: statement_timeout is \(limit.words)",
        because: "statement_timeout counts the wait for the lock too, and cancels the statement first.",
        instead: "a lock_timeout below statement_timeout")
    }
  }
}
