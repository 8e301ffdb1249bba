extension RuleBook {
  /// The rules in `Rules/Rewrites`, by file name.
  static let rewrites: [any ReviewRule] = [
    AddColumnConstrainedDomain(),
    AddColumnDefaultOldServer(),
    AddColumnIdentity(),
    AddColumnSerial(),
    AddColumnStoredGenerated(),
    AddColumnVolatileDefault(),
    AlterColumnTypeRechecksConstraints(),
    AlterColumnTypeReindexOnly(),
    AlterColumnTypeRewrite(),
    GeneratedExpressionChange(),
    RewriteInSamePlanAsIndexBuild(),
    RewriteNotMvccSafe(),
    SetAccessMethod(),
    SetLoggedUnlogged(),
    SetTablespace(),
    TimestampTimezoneConversion(),
  ]
}
