/// `statement-timeout-too-long`: statement_timeout bounds nothing while ACCESS EXCLUSIVE is held.
struct StatementTimeoutTooLong: ReviewRule {
  static let id: RuleID = "statement-timeout-too-long"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let options = [
    RuleOption("maximum_ms", .number(300_000), "the longest statement_timeout that passes with ACCESS EXCLUSIVE")
  ]
  static let summary = "statement_timeout bounds nothing while ACCESS EXCLUSIVE is held"
  static let documentation = """
    Reads and writes of a table wait for a statement under ACCESS EXCLUSIVE until it ends or its statement_timeout does.
    A limit of hours is none for those who wait. Lower it for the statements that lock, and raise it again after them.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    let maximum = Double(context.number("maximum_ms", of: Self.self))
    var reported: Set<StepID> = []
    let timeouts = context.timeouts("statement_timeout")
    return context.steps.compactMap { step in
      guard let timeout = timeouts[step.id], let source = timeout.step, timeout.milliseconds > maximum,
        let table = context.stoppedTables(by: step, atLeast: .accessExclusive).first,
        reported.insert(source).inserted
      else { return nil }
      return finding(
        at: step, "may stop \(context.described(table)) for \(timeout.words): statement_timeout of step \(source)",
        because: "More than \(Quantity.time(maximum)) under ACCESS EXCLUSIVE is more than the policy allows.",
        instead: "SET LOCAL statement_timeout = '1min'; before the statement")
    }
  }
}
