/// `unused-suppression`: an allowance matches nothing.
struct UnusedSuppression: FindingsRule {
  static let id: RuleID = "unused-suppression"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "an allowance matches nothing"
  static let documentation = """
    `-- countersign:allow RULE reason` above a statement accepts what the rule finds there. One that matches nothing is a
    typing error, or is left over and would hide the next real finding. A rule that is switched off, or cannot be asked
    without a database, is not held against it.
    """

  func findings(in context: ReviewContext, after found: [Finding]) -> [Finding] {
    context.steps.flatMap { step in
      (context.allowances[step.id] ?? []).compactMap { allowance in
        let isUsed = found.contains { $0.step == step.id && $0.rule == allowance.rule }
        guard !isUsed else { return nil }
        let rule = RuleBook.all.first { type(of: $0).id == allowance.rule }.map { type(of: $0) }
        guard let rule else {
          return finding(
            at: step, "countersign:allow names \(allowance.rule), and no rule is called that",
            because: "Nothing is accepted by it.", instead: "`countersign rules` lists the rules")
        }
        let isSharp = rule.evidence != .catalogHelps || context.live != nil
        guard context.choice.severity(of: rule) != nil, isSharp, RuleBook.canAnswer(rule, in: context) else {
          return nil
        }
        return finding(
          at: step, "countersign:allow \(allowance.rule) matches nothing here",
          because: "It would hide what the rule finds one day.", instead: "remove the comment")
      }
    }
  }
}
