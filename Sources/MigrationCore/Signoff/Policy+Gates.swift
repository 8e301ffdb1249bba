/// What has to hold besides what people said.
extension Policy {
  static func file(_ facts: PolicyFacts) -> Gate {
    if let reviewed = facts.reviewedPlan, reviewed != facts.planHash, !facts.signoffs.isEmpty {
      return Gate(
        .file, .closed,
        "the review file is of another plan, or the plan was changed since: "
          + "it is about \(reviewed.prefix(12)), this is \(facts.planHash.prefix(12))",
        opensBy: "have this very file reviewed and signed")
    }
    return Gate(.file, .open, "plan \(facts.planHash.prefix(12))")
  }

  static func fingerprint(_ facts: PolicyFacts) -> Gate {
    switch facts.fingerprint {
    case .matches: Gate(.fingerprint, .open, "the target is the schema of the plan")
    case .differs(let expected, let found):
      Gate(
        .fingerprint, .closed,
        "the target is not the schema of the plan: expected \(expected.prefix(16)), found \(found.prefix(16))",
        opensBy: "see what changed: countersign status; then make a new plan")
    case .notChecked(let why):
      Gate(.fingerprint, .notChecked, "not checked: \(why)", opensBy: "name the database")
    }
  }

  /// Whoever calls a database by another name, or leaves the name out, does not get past its gates.
  static func environment(_ facts: PolicyFacts) -> [Gate] {
    guard let identity = facts.circumstances.recordedAs, !identity.environment.isEmpty else { return [] }
    let (recorded, named) = (identity.environment, facts.environment?.name)
    if let named, Identifier(named) == Identifier(recorded) {
      let policy = identity.changeUnderOtherPolicy.map { "; countersign.toml is not as it was for change \($0)" }
      return [Gate(.environment, .open, "\(recorded)\(policy ?? "")")]
    }
    let words = named.map { ", not as \($0)" } ?? ", and no environment was named"
    let adopting = CopiedCommand.line(["status"] + (named.map { ["--env", $0] } ?? []) + ["--adopt"])
    return [
      Gate(
        .environment, .closed, "the ledger in this database knows it as \(recorded)\(words)",
        opensBy: "name it: --env \(recorded); if it is that no more, have that signed: \(adopting)")
    ]
  }

  /// Only where time decides something.
  static func clock(_ facts: PolicyFacts) -> [Gate] {
    guard let environment = facts.environment else { return [] }
    switch facts.circumstances.clock {
    case .notRead(let why):
      let asksForTime =
        environment.expirySeconds != nil || environment.soakSeconds > 0 || !environment.windows.isEmpty
        || !environment.approvals.isEmpty
      guard asksForTime else { return [] }
      return [Gate(.clock, .notChecked, "the server's clock was not read: \(why)", opensBy: "connect to the database")]
    case .read(let now, let ahead, let lastRecordedAt):
      if abs(ahead) > PolicyClock.tolerance {
        let side = ahead > 0 ? "ahead of" : "behind"
        return [
          Gate(
            .clock, .closed,
            "this machine's clock is \(Quantity.duration(Double(abs(ahead)))) \(side) the server's, which says \(now)",
            opensBy: "set the clock that is wrong")
        ]
      }
      if let lastRecordedAt, let last = Timestamp.seconds(lastRecordedAt), let time = Timestamp.seconds(now),
        last - time > PolicyClock.tolerance
      {
        return [
          Gate(
            .clock, .closed,
            "the server's clock was set back: it says \(now), and the ledger's last row was written at \(lastRecordedAt)",
            opensBy: "set the server's clock")
        ]
      }
      return [Gate(.clock, .open, "\(now) by the server's clock")]
    }
  }

  static func acknowledgements(_ facts: PolicyFacts, isOnScreen: Bool) -> [Gate] {
    let limit: Severity
    if let environment = facts.environment {
      guard let least = environment.acknowledged else { return [] }
      limit = least
    } else {
      guard isOnScreen else { return [] }
      limit = .error
    }
    guard let findings = facts.findings else {
      return [Gate(.acknowledgements, .notChecked, "the warnings were not checked", opensBy: "ask the rules")]
    }
    // Steps of another plan are other steps.
    let isOfThisPlan = facts.reviewedPlan.map { $0 == facts.planHash } ?? true
    let open = unacknowledged(findings, isOfThisPlan ? facts.acknowledgements : [], limit)
    let total = unacknowledged(findings, [], limit).count
    guard open.isEmpty else {
      let list = open.map { "\($0.rule) at step \($0.step)" }.joined(separator: ", ")
      return [
        Gate(
          .acknowledgements, .closed, "findings that nobody has acknowledged: \(list)",
          opensBy: "acknowledge each with a reason, or change the plan: "
            + signing(in: facts.environment, ["--acknowledge"]) + " RULE@STEP=REASON")
      ]
    }
    let words = total == 0 ? "no finding asks for a reason" : "\(Quantity.counted(total, "finding")) acknowledged"
    return [Gate(.acknowledgements, .open, words)]
  }

  /// The findings that are at least that grave and that nobody gave a reason for.
  package static func unacknowledged(
    _ findings: [Finding], _ acknowledgements: [Acknowledgement], _ limit: Severity
  ) -> [Finding] {
    findings.filter { finding in
      // The order of environments has a gate of its own, and its own way past it.
      finding.severity >= limit && finding.rule != EnvironmentOrderViolation.id
        && !acknowledgements.contains { $0.rule == finding.rule && $0.step == finding.step && !$0.reason.isEmpty }
    }
  }

  // MARK: - Order

  static func order(_ facts: PolicyFacts) -> [Gate] {
    guard let environment = facts.environment, let before = environment.promoteFrom else { return [] }
    func order(_ state: Gate.State, _ words: String) -> Gate {
      let way = "apply this very plan to \(before) first, or countersign promote --waive order --reason …"
      return Gate(.order, state, words, opensBy: state == .open ? "" : way)
    }
    var gates: [Gate]
    switch facts.circumstances.standing {
    case nil: gates = [order(.notChecked, "whether it was applied to \(before) was not looked up")]
    case .notKnown(let why)?: gates = [order(.notChecked, "what happened in \(before) is not known: \(why)")]
    case .neverRan?: gates = [order(.closed, "this very plan was never applied to \(before)")]
    case .notApplied(let change, let words)?:
      gates = [order(.closed, "in \(before), it \(words) (change \(change))")]
    case .ledElsewhere(let change)?:
      gates = [order(.closed, "in \(before), it led to another schema than it was made for (change \(change))")]
    case .appliedUnderWaiver(let change, let gate, let by)?:
      gates = [
        order(.closed, "\(before) itself let it pass a closed gate, \(gate), waived by \(by) (change \(change))")
      ]
    case .applied(let change, let at)?:
      gates = [order(.open, "applied to \(before) at \(at) (change \(change))")]
      gates += soak(environment, since: at, facts.circumstances.clock)
    }
    return gates.map { waived($0, facts) }
  }

  /// What the order of environments has against the plan; nil for nothing, or when it is not known.
  package static func orderViolation(_ facts: PolicyFacts) -> RecordedFacts.OrderViolation? {
    order(facts).first { $0.state == .closed }
      .map { RecordedFacts.OrderViolation(reason: $0.words, remedy: $0.opensBy) }
  }

  private static func soak(_ environment: TargetEnvironment, since text: String, _ clock: PolicyClock) -> [Gate] {
    guard environment.soakSeconds > 0, let before = environment.promoteFrom else { return [] }
    let wanted = Quantity.duration(Double(environment.soakSeconds))
    guard let now = clock.now.flatMap(Timestamp.seconds), let then = Timestamp.seconds(text) else {
      return [Gate(.soak, .notChecked, "how long it has been in \(before) is not known", opensBy: "connect")]
    }
    let (age, rest) = (max(0, now - then), environment.soakSeconds - (now - then))
    let words = "in \(before) for \(Quantity.duration(Double(age))) of \(wanted)"
    guard rest > 0 else { return [Gate(.soak, .open, words)] }
    return [Gate(.soak, .closed, words, opensBy: "wait for \(Quantity.duration(Double(rest)))")]
  }

  /// The gate as open, if somebody who may signed that it is to be passed.
  private static func waived(_ gate: Gate, _ facts: PolicyFacts) -> Gate {
    guard gate.state != .open, let environment = facts.environment else { return gate }
    var gate = gate
    for (waiver, status) in facts.waivers where waiver.gate == gate.kind.rawValue {
      guard Identifier(waiver.environment) == Identifier(environment.name), waiver.planHash == facts.planHash,
        let statement = status.statement, statement.verdict == .waive, !waiver.reason.isEmpty,
        statement.message == waiver.statementMessage,
        Identifier(statement.environment) == Identifier(environment.name)
      else { continue }
      if let doubt = doubt(status.validity, of: statement.principal, in: environment) {
        gate.words += "; not waived: \(doubt)"
        continue
      }
      return Gate(gate.kind, .open, "waived by \(statement.principal): \(waiver.reason) (\(gate.words))")
    }
    return gate
  }

  // MARK: - Time and people

  static func window(_ facts: PolicyFacts) -> [Gate] {
    guard let environment = facts.environment, !environment.windows.isEmpty else { return [] }
    let texts = environment.windows.map(\.text).joined(separator: ", ")
    switch facts.circumstances.window {
    case nil: return [Gate(.window, .notChecked, "the server was not asked: \(texts)", opensBy: "connect")]
    case .closed(let opensIn)?:
      let when = opensIn.map { "opens in \(Quantity.duration(Double($0)))" } ?? "does not open within nine days"
      return [Gate(.window, .closed, "closed, \(when): \(texts)", opensBy: "wait for it")]
    case .open(let closesIn)?:
      let seconds = facts.circumstances.estimatedSeconds
      let closes = "closes in \(Quantity.duration(Double(closesIn)))"
      guard seconds <= Double(closesIn) else {
        return [
          Gate(
            .window, .closed, "\(closes), and the plan may take \(Quantity.duration(seconds)): \(texts)",
            opensBy: "wait for the next one, or make the plan smaller")
        ]
      }
      let takes = seconds > 0 ? ", the plan may take \(Quantity.duration(seconds))" : ""
      return [Gate(.window, .open, "open, \(closes)\(takes)")]
    }
  }

  static func executor(_ facts: PolicyFacts) -> [Gate] {
    guard let environment = facts.environment, environment.namesExecutors else { return [] }
    if !environment.authorMayExecute, !hasAuthor(facts) {
      return [
        Gate(
          .executor, .closed, "\(noAuthor), who may not run it",
          opensBy: signingAsAuthor(in: environment))
      ]
    }
    guard let execution = facts.execution else {
      guard let name = facts.circumstances.executor else {
        return [Gate(.executor, .notChecked, "whoever runs it signs that first", opensBy: "have a key at hand: --key")]
      }
      if let problem = mayNotRun(name, nil, facts, environment) {
        return [Gate(.executor, .closed, "\(name) \(problem)", opensBy: "let somebody else run it")]
      }
      // What Policy.approve asks for besides is the statement itself.
      return [Gate(.executor, .open, "\(name) may run it, and signs that first")]
    }
    guard let statement = execution.statement, statement.verdict == .execute,
      Identifier(statement.environment) == Identifier(environment.name)
    else { return [Gate(.executor, .closed, "nobody signed that they run it", opensBy: "sign that you run it")] }
    guard case .valid(let key) = execution.validity else {
      let words: String
      switch execution.validity {
      case .valid: words = ""
      case .validFromUnknownSigner(let key): words = "no allowed_signers file says whose the key \(key) is"
      case .void(let reason): words = reason.explanation
      case .notChecked(let reason): words = "not checked: \(reason)"
      }
      return [
        Gate(
          .executor, .closed, "the signature of whoever runs it (\(statement.principal)) does not count: \(words)",
          opensBy: "sign with a key that allowed_signers knows: --key")
      ]
    }
    if let now = facts.circumstances.clock.now.flatMap(Timestamp.seconds),
      let then = Timestamp.seconds(statement.signedAt), now - then > PolicyClock.tolerance
    {
      return [
        Gate(
          .executor, .closed, "\(statement.principal) signed \(Quantity.duration(Double(now - then))) ago",
          opensBy: "sign again that you run it")
      ]
    }
    if let problem = mayNotRun(statement.principal, key, facts, environment) {
      return [Gate(.executor, .closed, "\(statement.principal) \(problem)", opensBy: "let somebody else run it")]
    }
    return [Gate(.executor, .open, "\(statement.principal) runs it")]
  }

  private static func mayNotRun(
    _ principal: String, _ key: String?, _ facts: PolicyFacts, _ environment: TargetEnvironment
  ) -> String? {
    if let team = environment.executors, !team.has(principal) {
      return "is not in the team \(team.name), which runs plans in \(environment.name)"
    }
    if !environment.authorMayExecute, isAuthor(principal, key, facts) {
      return "made the plan, and authors may not run theirs in \(environment.name)"
    }
    if !environment.approverMayExecute {
      let isApprover = standing(facts).contains { status in
        guard let statement = status.statement, statement.verdict == .approve else { return false }
        if case .valid(let other) = status.validity, let key, other == key { return true }
        return Identifier(statement.principal) == Identifier(principal)
      }
      if isApprover { return "approved the plan, and approvers may not run it in \(environment.name)" }
    }
    return nil
  }
}

extension Waiver {
  /// What whoever lets the plan pass signs.
  package var statementMessage: String { "\(gate): \(reason)" }
}
