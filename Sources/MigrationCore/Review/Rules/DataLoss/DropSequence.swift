/// `drop-sequence`: a sequence and its position are dropped.
struct DropSequence: StepRule {
  static let id: RuleID = "drop-sequence"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a sequence and its position are dropped"
  static let documentation = """
    The counter's position is lost; a sequence that is made again starts from its beginning and hands out used keys.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard case .drop(let object) = action, object.kind == .sequence, !step.isNew(object.name) else { return nil }
      return finding(
        at: step, "drops the sequence \(object.name) and its position",
        because: "A sequence made again under this name would hand out numbers that are in use.",
        instead: "note its last_value first and start the replacement beyond it")
    }
  }
}
