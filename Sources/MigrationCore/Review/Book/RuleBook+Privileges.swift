extension RuleBook {
  /// The rules in `Rules/Privileges`, by file name.
  static let privileges: [any ReviewRule] = []
}
