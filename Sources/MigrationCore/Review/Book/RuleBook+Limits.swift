extension RuleBook {
  /// The rules in `Rules/Limits`, by file name.
  static let limits: [any ReviewRule] = [
    AffectedRowsLimit(),
    CommentTooLong(),
    IdentifierTooLong(),
    InsertRowsLimit(),
    ScriptTooLarge(),
    TableColumnLimit(),
  ]
}
