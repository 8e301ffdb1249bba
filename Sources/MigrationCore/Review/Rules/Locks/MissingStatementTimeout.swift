/// `missing-statement-timeout`: a script reads or rewrites a table under a strong lock without a limit on the time.
struct MissingStatementTimeout: ReviewRule {
  static let id: RuleID = "missing-statement-timeout"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a script reads or rewrites a table under a strong lock without a limit on the time"
  static let documentation = """
    A scan or a rewrite that takes longer than expected holds its lock as long. With statement_timeout it gives up and
    all waits end. `countersign apply` sets limits by itself. CREATE INDEX CONCURRENTLY and VALIDATE CONSTRAINT stop
    nobody and need none.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard context.isScript else { return [] }
    let timeouts = context.timeouts("statement_timeout")
    let unlimited = context.steps.filter { step in
      guard (timeouts[step.id]?.milliseconds ?? 0) == 0, !context.locks(of: step, atLeast: .share).isEmpty else {
        return false
      }
      let impact = context.impact(of: step)
      return (impact.scans + impact.rewrites).contains { !context.isSmall($0) }
    }
    guard let first = unlimited.first, let lock = context.locks(of: first, atLeast: .share).first else { return [] }
    let more = Quantity.andSo(unlimited.count - 1)
    return [
      finding(
        at: first, "holds \(lock.mode.rawValue) on \(context.described(lock.relation)) as long as it works\(more)",
        because: "statement_timeout is 0: nothing ends the statement when it takes longer than expected.",
        instead: "SET statement_timeout to a few times what the statement is expected to take")
    ]
  }
}
