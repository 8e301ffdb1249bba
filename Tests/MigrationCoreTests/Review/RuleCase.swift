import MigrationCore
import Testing

/// SQL that one rule finds something in, or nothing; rules of other names are not looked at.
///
/// The table of a category is one test: `RuleCase("drop-table", ["DROP TABLE orders"], finds: "1.1 error")`.
struct RuleCase: Sendable, CustomTestStringConvertible {
  var rule: RuleID
  /// Transaction groups of statements.
  var groups: [[String]]
  /// `1.1 error` for every finding that the rule shall have.
  var findings: [String]
  var live: LiveFacts?
  var current: [DatabaseSchema]
  var recorded: RecordedFacts?
  /// Other plans that are open.
  var openPlans: [OpenPlan]
  var choice: RuleChoice
  var isScript: Bool
  var testDescription: String { "\(rule): " + groups.map { $0.joined(separator: "; ") }.joined(separator: " | ") }

  init(
    _ rule: RuleID, _ groups: [String]..., finds findings: String..., live: LiveFacts? = ReviewFixture.live,
    current: [DatabaseSchema] = [], recorded: RecordedFacts? = nil, beside openPlans: [OpenPlan] = [],
    choice: RuleChoice = RuleChoice(), isScript: Bool = false
  ) {
    self.rule = rule
    self.groups = groups
    self.findings = findings
    self.live = live
    self.current = current
    self.recorded = recorded
    self.openPlans = openPlans
    self.choice = choice
    self.isScript = isScript
  }

  var found: [String] {
    let context = ReviewFixture.context(
      groups, live: live, current: current, recorded: recorded, beside: openPlans, choice: choice, isScript: isScript)
    return RuleBook.findings(in: context).filter { $0.rule == rule }.map { "\($0.step) \($0.severity)" }
  }
}
