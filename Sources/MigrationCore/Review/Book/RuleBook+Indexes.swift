extension RuleBook {
  /// The rules in `Rules/Indexes`, by file name.
  static let indexes: [any ReviewRule] = []
}
