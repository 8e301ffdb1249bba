extension RuleBook {
  /// The rules in `Rules/Compatibility`, by file name.
  static let compatibility: [any ReviewRule] = [
    RenameColumn(),
    RenameTable(),
  ]
}
