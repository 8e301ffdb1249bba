extension RuleBook {
  /// The rules in `Rules/Design`, by file name.
  static let design: [any ReviewRule] = []
}
