/// Looks at a plan and says what a reviewer must know.
///
/// A rule is one file in `Rules/CATEGORY/`, called as its id is, and one line in that category's part of ``RuleBook``.
/// Most are an ``ActionRule`` or a ``StepRule``.
package protocol ReviewRule: Sendable {
  static var id: RuleID { get }
  static var category: RuleCategory { get }
  static var severities: RuleSeverities { get }
  /// What it has to know besides the text.
  static var evidence: RuleEvidence { get }
  /// What `countersign.toml` may set for it.
  static var options: [RuleOption] { get }
  /// One line for lists: what the rule finds.
  static var summary: String { get }
  /// Why it matters and what to do, for `countersign rules --explain`.
  static var documentation: String { get }

  init()
  func findings(in context: ReviewContext) -> [Finding]
}

extension ReviewRule {
  package static var evidence: RuleEvidence { .text }
  package static var options: [RuleOption] { [] }

  /// A finding of this rule; `limit` is how grave it is at most, below the ruleset's severity where a case harms little.
  func finding(
    _ limit: Severity = .error, at step: ReviewedStep, _ message: String, because reason: String,
    instead remedy: String = ""
  ) -> Finding {
    Finding(rule: Self.id, severity: limit, step: step.id, message: message, reason: reason, remedy: remedy)
  }
}

/// A rule about what the other rules have found.
package protocol FindingsRule: ReviewRule {
  func findings(in context: ReviewContext, after found: [Finding]) -> [Finding]
}

extension FindingsRule {
  package func findings(in context: ReviewContext) -> [Finding] { [] }
}

/// A rule that looks at one step in its plan; a wait is none.
package protocol StepRule: ReviewRule {
  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding]
}

extension StepRule {
  package func findings(in context: ReviewContext) -> [Finding] {
    context.steps.flatMap { $0.step.directive == nil ? findings(for: $0, in: context) : [] }
  }
}

/// A rule that finds one thing at most in each action of a statement.
package protocol ActionRule: StepRule {
  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding?
}

extension ActionRule {
  package func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { finding(for: $0, at: step, in: context) }
  }
}

package enum RuleCategory: String, CaseIterable, Hashable, Sendable {
  case lock
  case rewrite = "table rewrite"
  case constraint
  case dataFailure = "data-dependent failure"
  case dataLoss = "data loss"
  case compatibility
  case transaction
  case hygiene = "statement hygiene"
  case limit
  case naming
  case design = "schema design"
  case index
  case partitioning
  case privilege = "privileges"
  case rowSecurity = "row-level security"
  case replication
  case estimate
  case performance
  case `extension`
  case planIntegrity = "plan integrity"
}

/// How grave a rule's findings are in the two rulesets; nil where it is off.
package struct RuleSeverities: Hashable, Sendable {
  package var relaxed: Severity?
  package var strict: Severity?

  package init(relaxed: Severity?, strict: Severity?) {
    self.relaxed = relaxed
    self.strict = strict
  }
}

/// What a rule has to know.
package enum RuleEvidence: String, CaseIterable, Hashable, Sendable {
  /// The statements alone.
  case text
  /// It finds something in the text, and more or less of it with a database.
  case catalogHelps = "text; sharper with a database"
  /// Without a database it is silent, and listed as not checked.
  case catalog = "database"
  /// Without a ledger it is silent, and listed as not checked.
  case ledger
}
