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
  /// Only rules that the context's rule choice has switched on, and none more gravely than it says. What the author of a
  /// statement accepts is a remark.
  package static func findings(in context: ReviewContext) -> [Finding] {
    let asked = all.compactMap { rule in context.choice.severity(of: type(of: rule)).map { (rule, $0) } }
    var found = asked.flatMap { rule, limit in
      rule is any StepRule ? [] : limited(rule.findings(in: context), to: limit)
    }
    let stepRules = asked.compactMap { rule, limit in (rule as? any StepRule).map { ($0, limit) } }
    // Step by step, not rule by rule: what a table is like before each step is then found by going forward once.
    for step in context.steps where step.step.directive == nil {
      for (rule, limit) in stepRules { found += limited(rule.findings(for: step, in: context), to: limit) }
    }
    for place in found.indices {
      guard let allowance = context.allowances[found[place].step]?.first(where: { $0.rule == found[place].rule }) else {
        continue
      }
      found[place].allowance = allowance
      found[place].severity = .info
    }
    for case (let rule as any FindingsRule, let limit) in asked {
      found += limited(rule.findings(in: context, after: found), to: limit)
    }
    return sorted(found)
  }

  private static func limited(_ found: [Finding], to limit: Severity) -> [Finding] {
    found.map { finding in
      var finding = finding
      finding.severity = min(finding.severity, limit)
      return finding
    }
  }

  private static func sorted(_ found: [Finding]) -> [Finding] {
    // The position keeps the order of findings that one rule has at one step.
    found.enumerated().sorted { left, right in
      if left.element.step != right.element.step { return left.element.step < right.element.step }
      if left.element.severity != right.element.severity { return left.element.severity > right.element.severity }
      if left.element.rule != right.element.rule { return left.element.rule < right.element.rule }
      return left.offset < right.offset
    }.map(\.element)
  }

  /// The rules that would be asked and cannot answer, for want of a database or a ledger.
  package static func unchecked(in context: ReviewContext) -> [RuleID] {
    all.map { type(of: $0) }.filter { !canAnswer($0, in: context) && context.choice.severity(of: $0) != nil }
      .map { $0.id }
  }

  /// Whether there is what a rule goes by.
  static func canAnswer(_ rule: any ReviewRule.Type, in context: ReviewContext) -> Bool {
    switch rule.evidence {
    case .text, .catalogHelps: true
    case .catalog: context.live != nil
    case .ledger: context.recorded != nil
    }
  }
}
