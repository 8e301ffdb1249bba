extension RuleBook {
  /// The rules in `Rules/Transactions`, by file name.
  static let transactions: [any ReviewRule] = [
    ConcurrentlyInTransaction(),
    DdlAndBackfillInOneTransaction(),
    DynamicSql(),
    EnumValueUsedInSameTransaction(),
    ImplicitTransactionBatch(),
    LongTransactionHoldsXmin(),
    MixedDdlAndDml(),
    MixedTransactionModes(),
    NestedTransactionControl(),
    NonTransactionalStatement(),
    OpaqueDoBlock(),
    SavepointInMigration(),
    UncommittedTransaction(),
  ]
}
