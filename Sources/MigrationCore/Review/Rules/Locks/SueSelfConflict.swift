/// `sue-self-conflict`: maintenance or another concurrent build is at work on the table already.
struct SueSelfConflict: StepRule {
  static let id: RuleID = "sue-self-conflict"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalog
  static let summary = "maintenance or another concurrent build is at work on the table already"
  static let documentation = """
    SHARE UPDATE EXCLUSIVE, which CREATE INDEX CONCURRENTLY, VALIDATE CONSTRAINT, SET STATISTICS, ANALYZE and VACUUM
    take, lets reads and writes through but conflicts with itself: two of them on one table run one after the other, and
    autovacuum stays away meanwhile. An autovacuum gives way by itself, unless it prevents wraparound.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    let needed = context.impact(of: step).locks.filter { $0.mode == .shareUpdateExclusive }
    let sessions = (context.live?.activity?.sessions ?? []).filter { !$0.isWraparoundVacuum }
    return needed.compactMap { lock in
      guard let other = sessions.first(where: { $0.locks[lock.relation]?.contains(.shareUpdateExclusive) ?? false })
      else { return nil }
      return finding(
        at: step, "waits for \(other.words), at work on \(context.described(lock.relation)): \(other.query)",
        because: "Both take SHARE UPDATE EXCLUSIVE, which conflicts with itself.",
        instead: "start it when the other has ended")
    }
  }
}
