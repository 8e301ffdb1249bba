extension RuleBook {
  /// The rules in `Rules/Estimates`, by file name.
  static let estimates: [any ReviewRule] = [
    BackfillEstimate(),
    EstimateExceedsTimeout(),
    IndexBuildEstimate(),
    LargeTableStep(),
    LockQueueEstimate(),
    LowTrafficWindowSuggested(),
    ReplicationLagRisk(),
    RewriteDiskHeadroom(),
    RewriteEstimate(),
    ScanEstimate(),
    StaleStatistics(),
    ValidateConstraintLoad(),
  ]
}
