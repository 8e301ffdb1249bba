extension RuleBook {
  /// The rules in `Rules/DataFailures`, by file name.
  static let dataFailures: [any ReviewRule] = [
    AddRequiredColumn(),
    CastMayFailOrTruncate(),
    CheckMayFailOnExistingRows(),
    ExclusionMayFailOnConflicts(),
    FkMayFailOnOrphans(),
    IntegerKeyCapacity(),
    NotNullMayFailOnNulls(),
    PartitionBoundsMayFail(),
    UniqueMayFailOnDuplicates(),
  ]
}
