package import MigrationCore

/// What is known of a plan's findings and of who acknowledged them.
extension ReviewFacts {
  /// Who acknowledged `finding`, and why; nil when nobody did.
  package func acknowledgement(of finding: Finding) -> Acknowledgement? {
    review.acknowledgements.last { $0.rule == finding.rule && $0.step == finding.step }
  }

  /// Findings that need a reason and that nobody acknowledged.
  package var openErrors: [Finding] {
    guard let least = environment.map(\.acknowledged) ?? .error else { return [] }
    return (sortedFindings ?? []).filter { $0.severity >= least && acknowledgement(of: $0) == nil }
  }

  /// The impact of a step: known, being looked at, or not known and why.
  package func impact(of step: StepID) -> Loadable<Impact> {
    switch impacts {
    case .loading(let what): .loading(what)
    case .unavailable(let why): .unavailable(why)
    case .loaded(let impacts): impacts[step].map { .loaded($0) } ?? .unavailable("nothing is known of this statement")
    }
  }

  /// What a plan has to be looked at for without this program's help, a phrase each.
  package var notChecked: [String] {
    var list: [String] = []
    switch fingerprint {
    case .checking: list.append("fingerprint (still being checked)")
    case .notChecked(let why): list.append("fingerprint: \(why)")
    case .matches, .differs: break
    }
    func add(_ what: String, _ state: Loadable<some Any>) {
      switch state {
      case .loading(let doing): list.append("\(what) (\(doing))")
      case .unavailable(let why): list.append("\(what): \(why)")
      case .loaded: break
      }
    }
    add("current schema", current)
    add("desired schema", desired)
    if let failure = desired.value?.failure { list.append("desired schema: \(failure)") }
    add("impact of the steps", impacts)
    add("warnings", findings)
    if case .loaded(let impacts) = impacts {
      let unknown = plan.steps.count { step in
        guard let impact = impacts[step.id] else { return true }
        if case .notChecked = impact.locksBasis { return true }
        if case .notChecked = impact.workBasis { return true }
        return impact.losesData == nil
      }
      if unknown > 0 { list.append("locks, rewrites or data loss of \(Quantity.counted(unknown, "step"))") }
    }
    list += notes.map { "rehearsal: \($0)" }
    list.append("how long each step really takes; what is said of it is reckoned from sizes")
    let isReversible = plan.countersign?.stepReversals.isEmpty == false
    list.append(isReversible ? "whether the way back of each step works" : "how to reverse each step")
    return list
  }

  /// What keeps anyone from signing, a phrase each; empty when nothing does.
  package func obstacles(seen: Set<StepID>, verdict: Statement.Verdict) -> [String] {
    var list: [String] = []
    if changedPlanHash != nil { list.append("the plan file changed on disk; read it again first (R)") }
    guard verdict == .approve else { return list }
    let unseen = plan.steps.map(\.id).filter { !seen.contains($0) }
    if !unseen.isEmpty {
      list.append("\(Quantity.counted(unseen.count, "step")) not seen yet: \(Self.short(unseen))")
    }
    if findings.isLoading { list.append("the warnings are still being checked") }
    let errors = openErrors
    if !errors.isEmpty {
      let names = errors.map { "\($0.rule) (step \($0.step))" }
      let noun = errors.contains { $0.severity != .error } ? "finding" : "error"
      list.append("\(Quantity.counted(errors.count, noun)) not acknowledged: \(Self.short(names))")
    }
    return list
  }

  private static func short(_ items: [some CustomStringConvertible]) -> String {
    let shown = items.prefix(6).map(\.description).joined(separator: ", ")
    return items.count > 6 ? "\(shown) and \(items.count - 6) more" : shown
  }
}

extension Severity {
  /// The letter that stands for it beside any colour.
  package var letter: String {
    switch self {
    case .error: "E"
    case .warning: "W"
    case .info: "I"
    }
  }

  package var word: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .info: "info"
    }
  }
}

extension FingerprintState {
  /// The state in words, without its mark.
  package var words: String {
    switch self {
    case .checking: "checking"
    case .matches: "matches"
    case .differs: "does not match"
    case .notChecked: "not checked"
    }
  }
}
