/// `index-build-estimate`: how long an index build takes.
struct IndexBuildEstimate: StepRule {
  static let id: RuleID = "index-build-estimate"
  static let category = RuleCategory.estimate
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let options = RuleOption.largeTable
  static let summary = "how long an index build takes"
  static let documentation = """
    The band goes from a fast idle machine with everything in memory to slow shared storage with a sort that spills; the
    finding says how it came about. A plain build makes writers wait all that time, a concurrent one lets them through
    and takes longer. More maintenance_work_mem and parallel workers shorten it.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    context.estimates(of: step).compactMap { estimate in
      guard estimate.work == .indexBuild || estimate.work == .concurrentIndexBuild,
        context.isLarge(estimate.size, for: Self.self)
      else { return nil }
      let waits = (estimate.lock ?? .accessShare).blocksWrites ? "writes wait" : "reads and writes go on"
      return finding(
        estimate.seconds.upperBound < 60 ? .info : .error, at: step,
        "an index build at \(context.described(estimate.relation)): \(estimate.words), \(waits) meanwhile: schedule a low-traffic window",
        because: estimate.arithmetic,
        instead: estimate.work == .indexBuild
          ? "CREATE INDEX CONCURRENTLY, with more maintenance_work_mem for the session"
          : "more maintenance_work_mem and max_parallel_maintenance_workers for the session")
    }
  }
}
