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
    gates += wanted.map { ApplyGate(state: .closed, text: "sign-offs: wanted: \($0)") }
    if findings.value == nil { gates.append(ApplyGate(state: .notKnown, text: "warnings: not checked")) }
    if wanted.isEmpty {
      let count = signoffs.count { $0.isValid && $0.statement?.verdict == .approve }
      gates.append(ApplyGate(state: .open, text: "sign-offs: \(Quantity.counted(count, "valid approval"))"))
    }
    let isChanged = changedPlanHash != nil
    gates.append(
      ApplyGate(
        state: isChanged ? .closed : .open,
        text: isChanged ? "plan file: changed on disk" : "plan file: the one on this screen"))
    return gates
  }

  /// What policy still wants before anyone may apply, a phrase each; empty when it is content.
  var wanted: [String] {
    // The core names a step as the file does; here it has the number that the screen gives it.
    Policy.wanted(signoffs: signoffs, findings: [], acknowledgements: [])
      + openErrors.map { "a reason for \($0.rule) at step \(number(of: $0.step))" }
  }

  private var fingerprintGate: ApplyGate {
    switch fingerprint {
    case .checking: ApplyGate(state: .notKnown, text: "fingerprint: being checked now")
    case .matches: ApplyGate(state: .open, text: "fingerprint: the target is the schema of the plan")
    case .differs: ApplyGate(state: .closed, text: "fingerprint: the target is not the schema of the plan")
    case .notChecked(let why): ApplyGate(state: .notKnown, text: "fingerprint: not checked: \(why)")
    }
  }
}
