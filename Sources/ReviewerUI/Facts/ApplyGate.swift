import MigrationCore

/// Something that has to hold before a plan may run.
struct ApplyGate: Hashable, Sendable {
  enum State: Hashable, Sendable { case open, closed, notKnown }
  var state: State
  var text: String
}

extension ReviewFacts {
  /// What has to hold before apply, as it stands now.
  var applyGates: [ApplyGate] {
    var gates = [fingerprintGate]
    gates += policyGates.map { gate in
      let state: ApplyGate.State =
        switch gate.state {
        case .open: .open
        case .closed: .closed
        case .notChecked: .notKnown
        }
      return ApplyGate(state: state, text: "\(gate.kind.title): \(gate.words)")
    }
    let isChanged = changedPlanHash != nil
    gates.append(
      ApplyGate(
        state: isChanged ? .closed : .open,
        text: isChanged ? "plan file: changed on disk" : "plan file: the one on this screen"))
    return gates
  }

  /// Whether something is known that keeps the plan from being applied as it stands.
  var isApplyClosed: Bool { applyGates.contains { $0.state == .closed } }

  /// What policy still wants before anyone may apply, a phrase each; empty when it is content.
  ///
  /// What only the servers know is not part of it as long as they were not asked.
  var wanted: [String] {
    policyGates.filter { $0.state == .closed }.flatMap { gate -> [String] in
      switch gate.kind {
      case .acknowledgements where !openErrors.isEmpty:
        openErrors.map { "a reason for \($0.rule) at step \($0.step)" }
      case .approvals where environment?.approvals.isEmpty ?? true: ["one approval"]
      case .file, .fingerprint, .environment, .clock, .rejection, .approvals, .acknowledgements, .executor, .window,
        .order, .soak:
        [gate.words]
      }
    }
  }

  /// The gates of the policy; the file and the fingerprint are looked at by the screen itself.
  private var policyGates: [Gate] {
    var policy = PolicyFacts(
      planHash: planHash, in: environment, review: review, signoffs: signoffs, findings: findings.value)
    policy.circumstances = circumstances
    return Policy.gates(policy, isOnScreen: true).filter { $0.kind != .fingerprint && $0.kind != .file }
  }

  /// The number of the recorded change that ran a part of this very plan; nil when there is none, or nobody asked yet.
  private var unfinishedRun: Int? {
    guard case .unfinished(let number)? = past.value?.standing else { return nil }
    let isOfThisPlan = past.value?.events.contains { event in
      if case .change(let change) = event {
        change.id == number && change.beginning.planHash == planHash
      } else {
        false
      }
    }
    return isOfThisPlan == true ? number : nil
  }

  private var fingerprintGate: ApplyGate {
    switch fingerprint {
    case .checking: ApplyGate(state: .notKnown, text: "fingerprint: being checked now")
    case .matches: ApplyGate(state: .open, text: "fingerprint: the target is the schema of the plan")
    case .differs:
      ApplyGate(
        state: .closed,
        text: "fingerprint: the target is not the schema of the plan"
          + (unfinishedRun.map {
            "; change \($0) began to run it and is not finished; to go on: \(past.value?.resuming ?? "apply --resume")"
          } ?? ""))
    case .notChecked(let why): ApplyGate(state: .notKnown, text: "fingerprint: not checked: \(why)")
    }
  }
}

extension Gate.Kind {
  /// How the gate is called on a screen.
  package var title: String {
    switch self {
    case .file: "plan file"
    case .fingerprint: "fingerprint"
    case .environment: "environment"
    case .clock: "clock"
    case .rejection: "rejections"
    case .approvals: "sign-offs"
    case .acknowledgements: "warnings"
    case .executor: "executor"
    case .window: "window"
    case .order: "order of environments"
    case .soak: "soak time"
    }
  }
}
