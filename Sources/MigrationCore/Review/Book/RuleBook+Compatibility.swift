extension RuleBook {
  /// The rules in `Rules/Compatibility`, by file name.
  static let compatibility: [any ReviewRule] = [
    AlterColumnTypeBlockedByDependents(),
    CachedPlanInvalidation(),
    CollationVersionMismatch(),
    ContractInSamePlanAsExpand(),
    DefaultChangedExistingRowsUntouched(),
    DependentObjectsAffected(),
    DropNotNull(),
    ExtensionVersionChange(),
    FunctionSignatureOverload(),
    FunctionVolatilityInIndex(),
    RenameColumn(),
    RenameEnumValue(),
    RenameOtherObject(),
    RenameSchema(),
    RenameTable(),
    SelectStarFrozen(),
    SessionDefaultChanged(),
    SetSchema(),
    ViewShapeChange(),
  ]
}
