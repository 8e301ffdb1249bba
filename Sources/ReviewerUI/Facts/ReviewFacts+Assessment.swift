package import MigrationCore

/// Risk, time and preflight in words.
extension ReviewFacts {
  /// What a step puts at stake, as far as it is known; nil for a wait.
  package func risk(of step: StepItem) -> Loadable<Risk>? {
    if step.step.directive != nil { return nil }
    switch assessment {
    case .loading(let what): return .loading(what)
    case .unavailable(let why): return .unavailable(why)
    case .loaded(let assessment):
      return assessment.risks[step.id].map { .loaded($0) } ?? .unavailable("nothing is known of this statement")
    }
  }

  /// How long a step works on each relation, a sentence each; empty where that is not known.
  package func times(of step: StepID) -> [String] {
    (assessment.value?.estimates[step] ?? []).map { estimate in
      "takes \(estimate.words): \(estimate.work.rawValue) of \(estimate.relation): \(estimate.arithmetic) (expected)"
    }
  }

  /// The SQL that undoes the change that begins with a step, by its number from one; nil when the plan does not say.
  package func reversal(ofStep number: Int) -> String? {
    guard let reversals = plan.countersign?.stepReversals, reversals.indices.contains(number - 1) else { return nil }
    return reversals[number - 1]
  }

  /// What may stop the plan at this moment, a sentence each, the obstacles first.
  package var preflightPoints: [ImpactPoint] {
    switch assessment {
    case .loading(let what): return [ImpactPoint(.unknown, "preflight not checked yet: \(what)")]
    case .unavailable(let why): return [ImpactPoint(.unknown, "preflight not checked: \(why)")]
    case .loaded(let assessment):
      guard !assessment.preflight.isEmpty else {
        let why = target == nil ? "no database was named" : "the target's sessions were not read"
        return [ImpactPoint(.unknown, "preflight not checked: \(why)")]
      }
      let obstacles = assessment.preflight.flatMap { check in
        check.obstacles.map { ImpactPoint(.danger, "\(check.subject.rawValue): \($0)") }
      }
      let clear = assessment.preflight.filter(\.obstacles.isEmpty).map(\.subject.rawValue)
      guard !clear.isEmpty else { return obstacles }
      return obstacles + [ImpactPoint(.harmless, "nothing in the way by \(clear.joined(separator: ", "))")]
    }
  }

  /// The plan's risk and what is in its way, in a line.
  package var assessmentSummary: String {
    let obstacles = preflightPoints.count { $0.weight == .danger }
    let preflight =
      preflightPoints.contains { $0.weight == .unknown }
      ? "preflight not checked"
      : obstacles == 0 ? "nothing in its way now" : "\(Quantity.counted(obstacles, "thing")) in its way now"
    guard let assessment = assessment.value else { return "not checked; \(preflight)" }
    guard let highest = assessment.highestRisk else { return "none; \(preflight)" }
    return "\(highest.risk.level.rawValue) (step \(highest.step)); \(preflight)"
  }
}

extension Risk {
  /// `high, 10 points: data is gone for good; ACCESS EXCLUSIVE on …`.
  package var words: String {
    let points = "\(level.rawValue), \(Quantity.counted(points, "point"))"
    return reasons.isEmpty ? level.rawValue : "\(points): \(reasons.joined(separator: "; "))"
  }
}

extension RiskLevel {
  /// The letter that stands for it where there is no room for the word.
  package var letter: String {
    switch self {
    case .low: "L"
    case .moderate: "M"
    case .high: "H"
    }
  }
}
