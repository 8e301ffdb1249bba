/// `timeouts-break-concurrent-step`: a time limit may end a concurrent build, which leaves an invalid index.
struct TimeoutsBreakConcurrentStep: ReviewRule {
  static let id: RuleID = "timeouts-break-concurrent-step"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .info, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let options = [
    RuleOption("minimum_lock_timeout_ms", .number(600_000), "a lock_timeout from which a concurrent step passes"),
    RuleOption("minimum_statement_timeout_ms", .number(3_600_000), "a statement_timeout from which one passes"),
  ]
  static let summary = "a time limit may end a concurrent build, which leaves an invalid index"
  static let documentation = """
    CREATE, DROP and REINDEX INDEX CONCURRENTLY and DETACH PARTITION CONCURRENTLY wait for every older transaction. That
    wait counts against lock_timeout, the whole build against statement_timeout; when one ends it, an INVALID index is
    left that costs writes and serves no reads. VALIDATE CONSTRAINT can be ended without harm, but then is for nothing.
    Switch both off for such a step and watch it. `countersign apply` does so; a limit that the plan sets itself counts.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    let limits = ["lock_timeout", "statement_timeout"].map { name in
      (name, Double(context.number("minimum_\(name)_ms", of: Self.self)), context.timeouts(name))
    }
    return context.steps.compactMap { step in
      guard let (form, isHarmless) = longForm(of: step, in: context) else { return nil }
      for (name, minimum, timeouts) in limits where !(isHarmless && name == "lock_timeout") {
        guard let timeout = timeouts[step.id], timeout.milliseconds > 0, timeout.milliseconds < minimum,
          timeout.step != nil || context.isScript
        else { continue }
        return finding(
          isHarmless ? .warning : .error, at: step,
          "\(name) \(timeout.words) may end \(form)\(oldest(in: context, isHarmless))",
          because: isHarmless
            ? "The scan of the whole table counts against it; when it ends, nothing is validated."
            : "Waits for older transactions and the work count against it; what is left then is half done and INVALID.",
          instead: "SET \(name) = 0; before the step, and the old value after it")
      }
      return nil
    }
  }

  private func longForm(of step: ReviewedStep, in context: ReviewContext) -> (String, isHarmless: Bool)? {
    for action in step.facts.actions {
      if let form = action.waitsForOldSnapshots { return (form, false) }
      if case .alterTable(let table, .validateConstraint) = action, !step.isNew(table), !context.isSmall(table) {
        return ("VALIDATE CONSTRAINT", true)
      }
    }
    return nil
  }

  private func oldest(in context: ReviewContext, _ isHarmless: Bool) -> String {
    guard !isHarmless, let age = context.live?.activity?.sessions.map(\.transactionAge).max() else { return "" }
    return ": the oldest transaction has run for \(Quantity.time(age * 1_000))"
  }
}
