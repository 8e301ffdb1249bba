extension RuleBook {
  /// The rules in `Rules/Partitioning`, by file name.
  static let partitioning: [any ReviewRule] = []
}
