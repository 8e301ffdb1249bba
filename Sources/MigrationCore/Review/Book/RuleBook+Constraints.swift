extension RuleBook {
  /// The rules in `Rules/Constraints`, by file name.
  static let constraints: [any ReviewRule] = [
    AddCheckWithoutNotValid(),
    AddExclusionConstraint(),
    AddFkWithoutNotValid(),
    AddPrimaryKeyWithoutIndex(),
    AddUniqueWithoutIndex(),
    SetNotNullScan(),
    ValidateInSameTransaction(),
  ]
}
