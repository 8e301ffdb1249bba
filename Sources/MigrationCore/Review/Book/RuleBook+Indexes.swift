extension RuleBook {
  /// The rules in `Rules/Indexes`, by file name.
  static let indexes: [any ReviewRule] = [
    ConcurrentIndexCorruptionBug(),
    DropConstraintBackingIndex(),
    DuplicateIndex(),
    ExpressionIndexNoStats(),
    GinOnWholeJsonb(),
    HashIndexCaution(),
    IndexDuplicateColumn(),
    IndexFunctionNotImmutable(),
    IndexInUseDropped(),
    IndexOnWriteHotTable(),
    IndexRowTooLarge(),
    IndexTooManyColumns(),
    InvalidIndexLeftBehind(),
    LowSelectivityLeadingColumn(),
    ReplacementIndexOrder(),
    TableTooManyIndexes(),
    UniqueIndexConcurrentEarlyEnforcement(),
    UnusedIndexNoticed(),
  ]
}
