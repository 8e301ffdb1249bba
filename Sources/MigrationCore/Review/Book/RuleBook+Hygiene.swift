extension RuleBook {
  /// The rules in `Rules/Hygiene`, by file name.
  static let hygiene: [any ReviewRule] = [
    CommentRequiredColumn(),
    CommentRequiredTable(),
    DmlDryRunFailed(),
    DuplicateColumnAssignment(),
    FunctionOnColumnInWhere(),
    IfNotExistsHidesDifference(),
    InsertOrderByRandom(),
    InsertWithoutColumnList(),
    LeadingWildcardLike(),
    MergeAlterTable(),
    MissingExistenceGuards(),
    ObjectStateSimulationFailed(),
    PsqlMetaCommand(),
    SearchPathChanged(),
    SelectWithoutWhere(),
    SequenceNotResetAfterLoad(),
    SuppressionWithoutReason(),
    SyntaxError(),
    UnanalysedStatement(),
    UnqualifiedObjectName(),
    UnusedSuppression(),
    VersionUnsupportedSyntax(),
  ]
}
