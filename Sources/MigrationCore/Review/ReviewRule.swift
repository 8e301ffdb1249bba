/// Looks at one step in its plan and says what a reviewer must know.
///
/// A rule is one file in `Rules/` and one line in `RuleBook.all`.
package protocol ReviewRule: Sendable {
  static var id: RuleID { get }
  static var category: RuleCategory { get }
  /// One line for lists: what the rule finds.
  static var summary: String { get }
  /// Why it matters and what to do, for `countersign rules --explain`.
  static var documentation: String { get }

  init()
  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding]
}

package enum RuleCategory: String, CaseIterable, Hashable, Sendable {
  case dataLoss = "data loss"
  case lock
  case rewrite = "table rewrite"
  case constraint
  case transaction
  case compatibility
  case hygiene = "statement hygiene"
}

extension ReviewRule {
  /// A finding of this rule.
  func finding(
    _ severity: Severity, at step: ReviewedStep, _ message: String, because reason: String, instead remedy: String = ""
  ) -> Finding {
    Finding(rule: Self.id, severity: severity, step: step.id, message: message, reason: reason, remedy: remedy)
  }
}
