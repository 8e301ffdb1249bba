/// `low-traffic-window-suggested`: the plan wants a quiet hour.
struct LowTrafficWindowSuggested: ReviewRule {
  static let id: RuleID = "low-traffic-window-suggested"
  static let category = RuleCategory.estimate
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let options = [RuleOption("seconds", .number(10), "up to how many seconds in all writers may wait")]
  static let summary = "the plan wants a quiet hour"
  static let documentation = """
    When the steps that stop writers may take longer than the limit together, the plan is better run in a quiet hour.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var blocking = 0.0
    var first: ReviewedStep?
    for step in context.steps where step.step.directive == nil {
      for estimate in context.estimates(of: step) where (estimate.lock ?? .accessShare).blocksWrites {
        blocking += estimate.seconds.upperBound
        first = first ?? step
      }
    }
    guard let first, blocking > Double(context.number("seconds", of: Self.self)) else { return [] }
    return [
      finding(
        at: first,
        "the plan may stop writers for up to \(Quantity.duration(blocking)) in all: schedule a low-traffic window",
        because: "The upper ends of the estimates of the steps that block writes, added up.",
        instead: "run it in the quietest hour, and say so in the environment's window")
    ]
  }
}
