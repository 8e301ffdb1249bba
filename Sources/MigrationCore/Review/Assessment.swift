/// What a plan puts at stake, and what of the target's present state may stop it, as of one reading.
package struct Assessment: Hashable, Sendable {
  /// What each step puts at stake; a wait puts nothing at stake.
  package var risks: [StepID: Risk]
  /// How long each step's work takes; nothing for a step that is over at once or of which that is not known.
  package var estimates: [StepID: [WorkEstimate]]
  /// Empty where the target's sessions were not read.
  package var preflight: [PreflightCheck]
  /// How many statements no rule understood.
  package var notAnalysed: Int
  /// How many rules were not asked, and why; nil when all were.
  package var unaskedRules: String?
  /// When that was, as RFC 3339 in UTC.
  package var readAt: String

  package init(
    risks: [StepID: Risk], estimates: [StepID: [WorkEstimate]] = [:], preflight: [PreflightCheck] = [],
    notAnalysed: Int = 0, unaskedRules: String? = nil, readAt: String
  ) {
    self.risks = risks
    self.estimates = estimates
    self.preflight = preflight
    self.notAnalysed = notAnalysed
    self.unaskedRules = unaskedRules
    self.readAt = readAt
  }

  /// `1 statement not analysed`, then how many rules were not asked; nothing where nothing is missing.
  package var gaps: [String] {
    (notAnalysed > 0 ? ["\(Quantity.counted(notAnalysed, "statement")) not analysed"] : [])
      + (unaskedRules.map { [$0] } ?? [])
  }

  /// The highest risk of a step, with the first step that has it; nil for a plan without steps.
  package var highestRisk: (step: StepID, risk: Risk)? {
    risks.max { ($0.value.points, $1.key) < ($1.value.points, $0.key) }.map { ($0.key, $0.value) }
  }
}

extension ReviewContext {
  /// Risk and time of every step, and what is in the plan's way at this moment.
  package func assessment(at moment: String) -> Assessment {
    let executed = steps.filter { $0.step.directive == nil }
    return Assessment(
      risks: Dictionary(uniqueKeysWithValues: executed.map { ($0.id, risk(of: $0)) }),
      estimates: Dictionary(uniqueKeysWithValues: executed.map { ($0.id, estimates(of: $0)) }).filter {
        !$0.value.isEmpty
      },
      preflight: preflight, notAnalysed: executed.count { !$0.facts.isAnalysed }, unaskedRules: unaskedRules,
      readAt: moment)
  }

  /// `9 rules not checked: there is no ledger`; nil when all could be asked.
  package var unaskedRules: String? {
    let unchecked = RuleBook.unchecked(in: self)
    guard !unchecked.isEmpty else { return nil }
    let reason = live == nil ? "no database was named" : "there is no ledger"
    return "\(Quantity.counted(unchecked.count, "rule")) not checked: \(reason)"
  }
}
