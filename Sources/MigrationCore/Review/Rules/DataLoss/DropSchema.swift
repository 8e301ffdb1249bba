/// `drop-schema`: a whole schema is dropped.
struct DropSchema: StepRule {
  static let id: RuleID = "drop-schema"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let summary = "a whole schema is dropped"
  static let documentation = """
    DROP SCHEMA … CASCADE removes everything inside without naming it. Drop the objects by name first.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .drop(let object) = action, object.kind == .schema else { return nil }
      let inside = context.live?.relations.keys.filter { $0.schema == object.name.name }.count
      let contents =
        inside.map { "with \(Quantity.counted($0, "relation")) known to be inside" } ?? "contents not checked"
      return finding(
        at: step, "drops the schema \(object.name.name), \(contents)",
        because: "Everything inside goes with it, and no diff names what that is.",
        instead: "drop the objects by name, then the empty schema")
    }
  }
}
