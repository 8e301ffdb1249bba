/// `fk-nondeterministic-collation`: a foreign key compares by two collations.
struct FkNondeterministicCollation: ForeignKeyRule {
  static let id: RuleID = "fk-nondeterministic-collation"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "a foreign key compares by two collations"
  static let documentation = """
    With a nondeterministic collation different byte sequences may be equal. When the two sides of a foreign key
    have different collations and one of them is nondeterministic, what matches depends on the side that compares:
    PostgreSQL 18 refuses such a key, earlier versions may accept wrong matches. Different deterministic collations
    are harmless: equality means the same bytes in all of them.
    """

  func finding(for addition: ForeignKeyAddition, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let live = context.live, let pairs = context.columnPairs(of: addition),
      let own = context.finalState(of: addition.table),
      let referenced = context.finalState(of: addition.key.references)
    else { return nil }
    for pair in pairs {
      let collations = [own.columns[pair.own]?.type?.collation, referenced.columns[pair.referenced]?.type?.collation]
      guard collations[0]?.name != collations[1]?.name,
        let loose = collations.compactMap({ $0 }).first(where: live.isNondeterministic)
      else { continue }
      return finding(
        .error, at: step,
        "\(addition.table).\(pair.own) and \(addition.key.references).\(pair.referenced) have different collations, and \(loose.name) is nondeterministic",
        because: live.serverVersion >= 180_000
          ? "PostgreSQL 18 refuses the foreign key." : "Which values match depends on the side that compares them.",
        instead: "give both columns the same collation")
    }
    return nil
  }
}
