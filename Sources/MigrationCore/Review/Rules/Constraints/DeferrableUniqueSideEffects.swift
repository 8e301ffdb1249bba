/// `deferrable-unique-side-effects`: a deferrable key can be no arbiter and no target.
struct DeferrableUniqueSideEffects: StepRule {
  static let id: RuleID = "deferrable-unique-side-effects"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a deferrable key can be no arbiter and no target"
  static let documentation = """
    ON CONFLICT cannot use a UNIQUE or PRIMARY KEY that is DEFERRABLE, no foreign key can point to it, and it is no
    replica identity. Each row is checked one by one besides. Keep it only where rows swap their values.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.flatMap(\.constraintsAdded).compactMap { table, added in
      guard added.isDeferrable, added.kind == .unique || added.kind == .primaryKey else { return nil }
      return finding(
        .warning, at: step,
        "\(added.name(on: table)) on \(table) is DEFERRABLE: no ON CONFLICT and no foreign key can use it",
        because: "PostgreSQL accepts only keys that are checked at once as arbiter, as target and as replica identity.",
        instead: "leave DEFERRABLE out")
    }
  }
}
