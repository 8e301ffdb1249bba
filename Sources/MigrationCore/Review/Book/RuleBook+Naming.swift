extension RuleBook {
  /// The rules in `Rules/Naming`, by file name.
  static let naming: [any ReviewRule] = [
    EnvironmentInName(),
    IdentifierNeedsQuoting(),
    NamingCheck(),
    NamingColumn(),
    NamingForeignKey(),
    NamingIndex(),
    NamingPrimaryKey(),
    NamingSchema(),
    NamingTable(),
    NamingUnique(),
    UnnamedConstraint(),
    UnnamedIndex(),
  ]
}
