extension RuleBook {
  /// The rules in `Rules/Transactions`, by file name.
  static let transactions: [any ReviewRule] = [
    ConcurrentlyInTransaction(),
    EnumValueUsedInSameTransaction(),
    NestedTransactionControl(),
  ]
}
