extension RuleBook {
  /// The rules in `Rules/Estimates`, by file name.
  static let estimates: [any ReviewRule] = []
}
