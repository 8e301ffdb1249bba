extension RuleBook {
  /// The rules in `Rules/Rewrites`, by file name.
  static let rewrites: [any ReviewRule] = [
    AddColumnConstrainedDomain(),
    AddColumnIdentity(),
    AddColumnSerial(),
    AddColumnStoredGenerated(),
    AddColumnVolatileDefault(),
    AlterColumnTypeReindexOnly(),
    AlterColumnTypeRewrite(),
    SetLoggedUnlogged(),
  ]
}
