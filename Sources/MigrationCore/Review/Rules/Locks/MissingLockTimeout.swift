/// `missing-lock-timeout`: a script takes a strong lock with no limit on the wait for it.
struct MissingLockTimeout: ReviewRule {
  static let id: RuleID = "missing-lock-timeout"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .info, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a script takes a strong lock with no limit on the wait for it"
  static let documentation = """
    A statement that waits for its lock makes everybody wait who comes after it: a change of the catalog that takes a
    millisecond becomes an outage behind one forgotten transaction. With lock_timeout it gives up instead, and can be
    tried again. `countersign apply` sets it for every step by itself; a script that any client may run has to say so.
    SET LOCAL holds until the transaction ends.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard context.isScript else { return [] }
    let timeouts = context.timeouts("lock_timeout")
    let unguarded = context.steps.filter { step in
      (timeouts[step.id]?.milliseconds ?? 0) == 0 && !context.locks(of: step, atLeast: .share).isEmpty
        && !step.facts.actions.contains { $0.waitsForOldSnapshots != nil }
    }
    guard let first = unguarded.first, let lock = context.locks(of: first, atLeast: .share).first else { return [] }
    let more = Quantity.andSo(unguarded.count - 1)
    return [
      finding(
        at: first, "waits for \(lock.mode.rawValue) on \(context.described(lock.relation)) without limit\(more)",
        because:
          "lock_timeout is 0: while the statement waits for its lock, everybody who comes later waits behind it.",
        instead: "SET lock_timeout = '2s'; at the top of the script, and try again when it gives up")
    ]
  }
}
