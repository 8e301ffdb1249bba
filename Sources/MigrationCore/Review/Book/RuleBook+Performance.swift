extension RuleBook {
  /// The rules in `Rules/Performance`, by file name.
  static let performance: [any ReviewRule] = [
    AnalyzeLoad(),
    AnalyzeMissingAfterBulkChange(),
    MaterializedViewCreatedWithData(),
    ToastRewriteBloat(),
    TypeChangeDropsStatistics(),
    UnbatchedBackfill(),
  ]
}
