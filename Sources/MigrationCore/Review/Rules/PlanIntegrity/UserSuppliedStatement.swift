/// `user-supplied-statement`: a plan holds a statement that no generator made.
struct UserSuppliedStatement: StepRule {
  static let id: RuleID = "user-supplied-statement"
  static let category = RuleCategory.planIntegrity
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a plan holds a statement that no generator made"
  static let documentation = """
    A generated step says which object it changes and how. One that does not was written into the plan by hand: nobody has
    compared what it does with the desired schema.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard !context.isScript, step.step.type.isEmpty, step.step.directive == nil else { return [] }
    return [
      finding(
        at: step, "written by hand: the step says of no object that it changes it",
        because: "No comparison of schemas asked for it.", instead: "read it as you would read any script")
    ]
  }
}
