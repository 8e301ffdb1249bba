extension RuleBook {
  /// The rules in `Rules/PlanIntegrity`, by file name.
  static let planIntegrity: [any ReviewRule] = [
    CumulativeLockBudget(),
    PlanStale(),
    ShadowReplayFailed(),
    UserSuppliedStatement(),
  ]
}
