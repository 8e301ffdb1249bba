extension RuleBook {
  /// The rules in `Rules/Hygiene`, by file name.
  static let hygiene: [any ReviewRule] = [
    SuppressionWithoutReason(),
    SyntaxError(),
    UnanalysedStatement(),
    UnusedSuppression(),
  ]
}
