/// Which rules are asked, and how grave they are.
package struct RuleChoice: Hashable, Sendable {
  package enum Ruleset: String, CaseIterable, Hashable, Sendable { case relaxed, strict }

  /// The stricter one where nothing is said.
  package var ruleset: Ruleset
  /// Severities over the ruleset's; nil switches a rule off.
  package var overrides: [RuleID: Severity?]
  /// Options over the rules' own, by rule and name.
  package var options: [RuleID: [String: OptionValue]]

  package init(
    ruleset: Ruleset = .strict, overrides: [RuleID: Severity?] = [:], options: [RuleID: [String: OptionValue]] = [:]
  ) {
    self.ruleset = ruleset
    self.overrides = overrides
    self.options = options
  }

  /// How grave a rule's findings are at most; nil when it is off.
  package func severity(of rule: any ReviewRule.Type) -> Severity? {
    if let override = overrides[rule.id] { return override }
    switch ruleset {
    case .relaxed: return rule.severities.relaxed
    case .strict: return rule.severities.strict
    }
  }

  /// What an option of a rule is set to.
  func value(_ name: String, of rule: any ReviewRule.Type) -> OptionValue? {
    options[rule.id]?[name] ?? rule.options.first { $0.name == name }?.value
  }
}

extension ReviewContext {
  /// A number that a rule declares among its options.
  func number(_ name: String, of rule: any ReviewRule.Type) -> Int {
    if case .number(let number)? = choice.value(name, of: rule) { number } else { 0 }
  }

  /// A text that a rule declares among its options.
  func text(_ name: String, of rule: any ReviewRule.Type) -> String {
    if case .text(let text)? = choice.value(name, of: rule) { text } else { "" }
  }

  /// A list that a rule declares among its options.
  func list(_ name: String, of rule: any ReviewRule.Type) -> [String] {
    if case .list(let list)? = choice.value(name, of: rule) { list } else { [] }
  }
}
