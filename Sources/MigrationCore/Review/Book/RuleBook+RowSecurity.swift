extension RuleBook {
  /// The rules in `Rules/RowSecurity`, by file name.
  static let rowSecurity: [any ReviewRule] = []
}
