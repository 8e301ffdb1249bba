/// `suppression-without-reason`: an allowance does not say why.
struct SuppressionWithoutReason: FindingsRule {
  static let id: RuleID = "suppression-without-reason"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: nil, strict: .error)
  static let summary = "an allowance does not say why"
  static let documentation = """
    `-- countersign:allow RULE reason`: whoever reads the statement later has to know why the warning was accepted. Without
    a reason exceptions become permanent.
    """

  func findings(in context: ReviewContext, after found: [Finding]) -> [Finding] {
    context.steps.flatMap { step in
      (context.allowances[step.id] ?? []).filter { $0.reason.isEmpty }.map { allowance in
        finding(
          at: step, "countersign:allow \(allowance.rule) gives no reason",
          because: "Nobody can tell later whether it still holds.", instead: "write the reason behind the rule's name")
      }
    }
  }
}
