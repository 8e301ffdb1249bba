extension RuleBook {
  /// The rules in `Rules/Naming`, by file name.
  static let naming: [any ReviewRule] = []
}
