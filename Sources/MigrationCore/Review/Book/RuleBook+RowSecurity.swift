extension RuleBook {
  /// The rules in `Rules/RowSecurity`, by file name.
  static let rowSecurity: [any ReviewRule] = [
    MultiplePermissivePolicies(),
    ParentOnlySecurityChange(),
    PermissivePolicyAdded(),
    PermissivePolicyRemoved(),
    PolicyAltered(),
    PolicyAlwaysTrue(),
    PolicyCommandGaps(),
    PolicyPerRowFunction(),
    PolicyWithoutRls(),
    RestrictivePolicyAdded(),
    RestrictivePolicyRemoved(),
    RlsDisabled(),
    RlsEnabledWithoutPolicy(),
    RlsForceChanged(),
    RlsRequiredOnNewTable(),
  ]
}
