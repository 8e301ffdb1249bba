/// `integer-key-capacity`: a key's numbers run out.
struct IntegerKeyCapacity: ReviewRule {
  static let id: RuleID = "integer-key-capacity"
  static let category = RuleCategory.dataFailure
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "a key's numbers run out"
  static let documentation = """
    When a sequence or its column's type has no numbers left every insert fails, and making the column bigint then
    means rewriting a table that is large by that time. Start early: a bigint column beside the old one, a trigger,
    batches, then the swap.
    """

  static let options = [
    RuleOption("warn_percent", .number(70), "from which share of a sequence's range used it is found"),
    RuleOption("error_percent", .number(90), "from which share it is as grave as the ruleset allows"),
  ]

  func findings(in context: ReviewContext) -> [Finding] {
    guard context.live != nil else { return [] }
    let (warn, grave) = (context.number("warn_percent", of: Self.self), context.number("error_percent", of: Self.self))
    var seen: Set<QualifiedName> = []
    return context.steps.flatMap { step in
      step.facts.actions.compactMap(\.alteredTable).flatMap { table -> [Finding] in
        guard seen.insert(table).inserted else { return [] }
        return context.history.sequences(of: table).compactMap { sequence in
          let used = Int((context.relation(sequence)?.sequenceUse ?? 0) * 100)
          guard used >= warn else { return nil }
          return finding(
            used >= grave ? .error : .warning, at: step,
            "\(sequence) has used \(used) % of its numbers, and this plan works on \(context.described(table))",
            because: "When they are used up every insert into the table fails.",
            instead: "begin now to move the key to bigint: a second column, a trigger, batches, then the swap")
        }
      }
    }
  }
}
