/// `unqualified-object-name`: a script names objects without their schema.
struct UnqualifiedObjectName: StepRule {
  static let id: RuleID = "unqualified-object-name"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a script names objects without their schema"
  static let documentation = """
    Where a name without a schema leads is decided by the search_path of whoever runs the script: the object is made in,
    or found in, another schema on another target. A plan is run with a search_path of its own, so this is about
    scripts. Temporary tables and what stands in WITH have no schema to name.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    let names = step.facts.written.unqualifiedNames
    guard context.isScript, !names.isEmpty else { return [] }
    let some = Quantity.listed(names.map(\.text))
    let makes = step.facts.actions.contains { action in
      guard let made = action.madeObject else { return false }
      return names.contains(made.name)
    }
    return [
      finding(
        makes ? .warning : .info, at: step,
        "names \(some) without a schema",
        because: makes
          ? "The search_path of whoever runs it decides where the object is made."
          : "The search_path of whoever runs it decides which object is meant.",
        instead: "write schema.\(names[0])")
    ]
  }
}
