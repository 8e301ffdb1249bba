/// `drop-type`: a type or domain is dropped.
struct DropType: StepRule {
  static let id: RuleID = "drop-type"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a type or domain is dropped"
  static let documentation = """
    DROP TYPE fails while a column uses the type; with CASCADE it drops those columns instead.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .drop(let object) = action, object.kind == .type || object.kind == .domain,
        !step.isNewType(object.name)
      else { return nil }
      return finding(
        at: step,
        "drops the \(object.kind.rawValue) \(object.name)\(object.isCascading ? " and every column that has it" : "")",
        because: object.isCascading
          ? "CASCADE drops whole columns that no statement names." : "Functions and casts that name it stop working.",
        instead: "give the columns another type first, then drop it without CASCADE")
    }
  }
}
