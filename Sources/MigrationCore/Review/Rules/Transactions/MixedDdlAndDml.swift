/// `mixed-ddl-and-dml`: schema and rows change in one transaction.
struct MixedDdlAndDml: ReviewRule {
  static let id: RuleID = "mixed-ddl-and-dml"
  static let category = RuleCategory.transaction
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let summary = "schema and rows change in one transaction"
  static let documentation = """
    A schema change and a change of rows need different eyes, different ways back and different times. In transactions
    of their own each can be approved, repeated and undone by itself. Filling a table of the same plan is not meant.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var definition: StepID?
    var (group, isSaid) = (0, false)
    var found: [Finding] = []
    for step in context.steps where step.step.directive == nil {
      if step.id.group != group { (definition, group, isSaid) = (nil, step.id.group, false) }
      let changed = step.facts.actions.lazy.compactMap(\.changedTable).first { !step.isNew($0) }
      if let changed, let definition, !isSaid {
        isSaid = true
        found.append(
          finding(
            at: step, "changes rows of \(changed) in the transaction in which step \(definition) changes the schema",
            because: "The two have different ways back and need different approval.",
            instead: "give the change of rows a transaction group of its own"))
      }
      if definition == nil, step.facts.actions.contains(where: \.isDefinition) { definition = step.id }
    }
    return found
  }
}
