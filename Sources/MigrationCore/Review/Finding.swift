/// How much a finding weighs.
///
/// An error has to be acknowledged with a reason before anyone can approve.
package enum Severity: Int, CaseIterable, Hashable, Comparable, Sendable {
  case info, warning, error
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A rule's stable name, `drop-column` say.
package struct RuleID: Hashable, Comparable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  package let text: String
  package init(_ text: String) { self.text = text }
  package init(stringLiteral value: String) { self.init(value) }
  package var description: String { text }
  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// What a rule has to say about a step.
package struct Finding: Hashable, Sendable {
  package var rule: RuleID
  package var severity: Severity
  package var step: StepID
  /// One line: what happens, with the numbers of this database where they are known.
  package var message: String
  /// Why that is dangerous.
  package var reason: String
  /// The safer way, as SQL where it can be said so; empty when there is none.
  package var remedy: String
  /// Why the author of the statement accepts it; nil where nobody does.
  package var allowance: Allowance?
  /// What would settle it, where it is a doubt about rows that nobody has looked at.
  package var probe: DataProbe?

  package init(rule: RuleID, severity: Severity, step: StepID, message: String, reason: String, remedy: String) {
    self.rule = rule
    self.severity = severity
    self.step = step
    self.message = message
    self.reason = reason
    self.remedy = remedy
  }
}
