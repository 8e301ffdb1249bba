/// `anti-wraparound-vacuum-running`: an autovacuum that does not give way works on the table.
struct AntiWraparoundVacuumRunning: StepRule {
  static let id: RuleID = "anti-wraparound-vacuum-running"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "an autovacuum that does not give way works on the table"
  static let documentation = """
    An autovacuum gives way to who needs the table's lock, except the one "to prevent wraparound": the step queues for all
    of it, and everybody else behind the step. Wait for it, or vacuum the table beforehand.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    let vacuums = (context.live?.activity?.sessions ?? []).filter(\.isWraparoundVacuum)
    guard !vacuums.isEmpty else { return [] }
    return context.locks(of: step, atLeast: .shareUpdateExclusive).compactMap { lock in
      guard let vacuum = vacuums.first(where: { $0.locks[lock.relation] != nil }) else { return nil }
      return finding(
        at: step,
        "waits for the vacuum that prevents wraparound on \(context.described(lock.relation)), \(vacuum.words)",
        because: "It does not give way to a statement that needs its table, and may run for hours.",
        instead: "wait until it has finished")
    }
  }
}
