/// Every rule there is.
package enum RuleBook {
  /// By category, then by name; a test compares it with the files in `Rules/`.
  package static let all: [any ReviewRule] =
    locks
    + rewrites
    + constraints
    + dataFailures
    + dataLoss
    + compatibility
    + transactions
    + hygiene
    + limits
    + naming
    + design
    + indexes
    + partitioning
    + privileges
    + rowSecurity
    + replication
    + estimates
    + performance
    + extensions
    + planIntegrity

  /// What the rules find in the plan, by step, then the gravest first, then by rule.
  ///
  /// Only rules that the context's rule choice has switched on, and none more gravely than it says.
  package static func findings(in context: ReviewContext) -> [Finding] {
    let found = all.flatMap { rule -> [Finding] in
      let kind = type(of: rule)
      guard let limit = context.choice.severity(of: kind) else { return [] }
      return rule.findings(in: context).map { finding in
        var finding = finding
        finding.severity = min(finding.severity, limit)
        return finding
      }
    }
    // The position keeps the order of findings that one rule has at one step.
    return found.enumerated().sorted { left, right in
      if left.element.step != right.element.step { return left.element.step < right.element.step }
      if left.element.severity != right.element.severity { return left.element.severity > right.element.severity }
      if left.element.rule != right.element.rule { return left.element.rule < right.element.rule }
      return left.offset < right.offset
    }.map(\.element)
  }

  /// The rules that would be asked and cannot answer without a database.
  package static func unchecked(in context: ReviewContext) -> [RuleID] {
    guard context.live == nil else { return [] }
    return all.map { type(of: $0) }.filter { $0.evidence == .catalog && context.choice.severity(of: $0) != nil }
      .map { $0.id }
  }
}
