extension RuleBook {
  /// The rules in `Rules/PlanIntegrity`, by file name.
  static let planIntegrity: [any ReviewRule] = [
    AppliedFileModified(),
    CrossPlanOrdering(),
    CumulativeLockBudget(),
    DriftBeforeApply(),
    EnvironmentOrderViolation(),
    HotTableTouchedRepeatedly(),
    NonLinearHistory(),
    PlanStale(),
    ShadowReplayFailed(),
    UserSuppliedStatement(),
  ]
}
