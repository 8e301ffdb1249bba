/// Who may let what run where.
///
/// With an environment of `countersign.toml` every one of its gates has to be open. Without a configuration there are
/// two ways: sign-offs on the screen, or the prompt of `apply`.
package enum Policy {
  /// How the person at the terminal said yes.
  package enum Confirmation: Hashable, Sendable {
    /// On the review screen: what was typed, and the database's name that it has to be.
    case typed(String, expected: String)
    /// At the prompt of `apply`.
    case answered(yes: Bool)
    /// `--auto-approve`.
    case automatic

    fileprivate var isOnScreen: Bool {
      switch self {
      case .typed: true
      case .answered, .automatic: false
      }
    }
  }

  /// Lets a plan run, or says why not.
  ///
  /// Nothing else makes an ``ApprovedPlan``. A gate that was not checked is a closed one, but for the fingerprint, which
  /// apply compares under its own lock; the confirmation never opens a gate.
  ///
  /// - Parameters:
  ///   - file: the plan, with the bytes that the sign-offs are about.
  ///   - facts: what there is to decide by.
  ///   - confirmation: how the person said yes.
  /// - Returns: the plan with what it rests on.
  /// - Throws: ``PolicyError`` of the first gate that is not open; exit status 4, or 5 for the fingerprint.
  package static func approve(
    _ file: PlanFile, _ facts: PolicyFacts, confirmation: Confirmation
  ) throws(PolicyError) -> ApprovedPlan {
    precondition(file.hash == facts.planHash, "the facts are about another plan")
    do { try file.plan.requireApplicable() } catch { throw .notApplicable(error) }
    try require(facts, isOnScreen: confirmation.isOnScreen)
    if facts.environment?.namesExecutors == true, facts.execution == nil { throw .noExecution }
    switch confirmation {
    case .typed(let typed, let expected):
      guard !expected.isEmpty, typed.utf8.elementsEqual(expected.utf8) else { throw .notConfirmed(expected: expected) }
    case .answered(let yes): guard yes else { throw .declined }
    case .automatic: break
    }
    return ApprovedPlan(file, facts)
  }

  /// Refuses what does not pass its gates; who runs it need not have said so yet.
  ///
  /// - Parameters:
  ///   - facts: what there is to decide by.
  ///   - isOnScreen: as in ``gates(_:isOnScreen:)``.
  /// - Throws: ``PolicyError`` of the first gate that is not open.
  package static func require(_ facts: PolicyFacts, isOnScreen: Bool) throws(PolicyError) {
    for gate in gates(facts, isOnScreen: isOnScreen) {
      switch gate.state {
      case .open: continue
      case .closed: throw PolicyError(gate)
      case .notChecked: guard gate.kind == .fingerprint else { throw PolicyError(gate) }
      }
    }
  }

  /// Lets a plan run where no environment is configured.
  ///
  /// - Parameters:
  ///   - file: the plan, with the bytes that the sign-offs are about.
  ///   - signoffs: every sign-off of the review document with what it is worth now.
  ///   - findings: what the rules say about the plan.
  ///   - acknowledgements: those of the review document.
  ///   - confirmation: how the person said yes.
  /// - Returns: the plan with the approvals that it rests on.
  /// - Throws: ``PolicyError``; exit status 4.
  package static func approve(
    _ file: PlanFile, signoffs: [SignoffStatus], findings: [Finding] = [], acknowledgements: [Acknowledgement] = [],
    confirmation: Confirmation
  ) throws(PolicyError) -> ApprovedPlan {
    var facts = PolicyFacts(planHash: file.hash, signoffs: signoffs, findings: findings)
    facts.acknowledgements = acknowledgements
    return try approve(file, facts, confirmation: confirmation)
  }

  /// Everything that has to hold, in the order in which it is asked for.
  ///
  /// - Parameters:
  ///   - facts: what there is to decide by.
  ///   - isOnScreen: whether it is for the review screen, which asks for an approval and reasons even where no
  ///     environment does.
  /// - Returns: the gates that the environment has; without one those of the screen or the prompt.
  package static func gates(_ facts: PolicyFacts, isOnScreen: Bool) -> [Gate] {
    var gates = [file(facts), fingerprint(facts)]
    gates += environment(facts)
    gates += clock(facts)
    gates += rejections(facts)
    gates += approvals(facts, isOnScreen: isOnScreen)
    gates += acknowledgements(facts, isOnScreen: isOnScreen)
    gates += order(facts)
    gates += window(facts)
    gates += executor(facts)
    return gates
  }
}

/// A plan that may run: authority as a value.
///
/// ``Policy`` alone makes one.
package struct ApprovedPlan: Sendable {
  package let file: PlanFile
  /// Where it may run; nil where no environment is configured.
  package let environment: TargetEnvironment?
  /// The valid approvals that it rests on; none where the prompt was the policy.
  package let approvals: [SignoffStatus]
  /// The statement of whoever runs it; nil where nobody asks for one.
  package let execution: SignoffStatus?
  /// The gates that it was let pass.
  package let waivers: [Waiver]
  /// In how many seconds, from the approval on, its window closes; nil where there is none.
  package let windowClosesIn: Int?
  /// How long each step takes at most, in seconds, as far as that is known.
  package let estimates: [StepID: Double]

  fileprivate init(_ file: PlanFile, _ facts: PolicyFacts) {
    self.file = file
    environment = facts.environment
    approvals = Policy.standing(facts).filter { $0.isValid && $0.statement?.verdict == .approve }
    execution = facts.execution
    waivers = facts.waivers.map(\.waiver)
    estimates = facts.circumstances.estimates
    if case .open(let closesIn)? = facts.circumstances.window, facts.environment?.windows.isEmpty == false {
      windowClosesIn = closesIn
    } else {
      windowClosesIn = nil
    }
  }

  /// Why steps may not start any more so long after the approval: they have to be over before the window is.
  ///
  /// - Parameters:
  ///   - steps: what would start now, all of it.
  ///   - seconds: how long ago the plan was approved.
  /// - Returns: nil when they may.
  package func refusal(toStart steps: [StepID], afterSeconds seconds: Double) -> String? {
    guard let windowClosesIn else { return nil }
    let left = Double(windowClosesIn) - seconds
    let needed = steps.compactMap { estimates[$0] }.reduce(0, +)
    guard needed > left || left <= 0 else { return nil }
    guard left > 0 else { return "the window is closed; nothing of this group ran" }
    return "the window closes in \(Quantity.duration(left)), and this group takes up to \(Quantity.duration(needed)); "
      + "nothing of it ran"
  }
}
