/// `-- countersign:allow RULE reason` above a statement, or behind it in its last line: what a rule finds there is accepted.
package struct Allowance: Hashable, Sendable {
  package var rule: RuleID
  /// Why; empty when none was written.
  package var reason: String
  /// Where it is written; nil in a plan.
  package var place: SourcePlace?

  package init(_ rule: RuleID, reason: String, place: SourcePlace? = nil) {
    self.rule = rule
    self.reason = reason
    self.place = place
  }
}
