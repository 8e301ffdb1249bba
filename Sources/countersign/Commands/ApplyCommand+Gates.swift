import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres
import TerminalKit

/// The gates of `apply`: shown, asked about, and looked at again before anything runs.
extension ApplyCommand {
  /// Refuses to leave no trace, or one elsewhere.
  func requireRecording(in environment: TargetEnvironment) throws(CommandFailure) {
    if unrecorded {
      throw CommandFailure(.usage, "what happens in \(environment.name) is recorded", hint: "leave --unrecorded out")
    }
    if ledger.ledger != nil {
      throw CommandFailure(
        .usage, "where \(environment.name) is recorded is what countersign.toml says", hint: "leave --ledger out")
    }
  }

  /// Asks whether the plan is to run, if its gates are open.
  ///
  /// - Returns: nil when the answer is no.
  /// - Throws: `PolicyError` for a gate that is closed, before or after the question; what reading throws.
  func approve(_ session: ReviewSession) throws -> ApprovedPlan? {
    let hash = session.plan.file.hash
    let review = try session.storedReview()
    guard let environment = session.environment else {
      try waiving.refuse()
      var facts = PolicyFacts(planHash: hash)
      facts.signoffs = try Background.wait { await session.signer.statuses(of: review, planHash: hash) }
      facts.circumstances.recordedAs = try session.target.flatMap { try session.recordedIdentity(of: $0) }
      try Policy.require(facts, isOnScreen: false)
      guard let answer = try confirmation() else { return nil }
      return try Policy.approve(session.plan.file, facts, confirmation: answer)
    }
    // What was begun has changed the schema already; what it touches is compared when it goes on.
    let compares = !resume
    var facts = try Background.wait { try await session.policyFacts(review, comparesFingerprint: compares) }
    let now = facts.circumstances.clock.now
    let waiving = waiving
    facts.waivers = try Background.wait { try await waiving.waivers(session, review, environment, now: now) }
    Output.write("\nGates of \(Sanitizer.plainText(environment.name)):\n")
    Output.write(GateText.lines(Policy.gates(facts, isOnScreen: false)).joined(separator: "\n") + "\n")
    try Policy.require(facts, isOnScreen: false)
    guard let answer = try confirmation() else { return nil }
    // Time passes while somebody thinks, and others do something meanwhile.
    var current =
      autoApprove
      ? facts
      : try Background.wait { try await session.policyFacts(session.storedReview(), comparesFingerprint: compares) }
    current.waivers = facts.waivers
    let later = current.circumstances.clock.now
    current.execution = try Background.wait { try await session.execution(review, now: later) }
    return try Policy.approve(session.plan.file, current, confirmation: answer)
  }

  /// Nil when the answer is no.
  private func confirmation() throws -> Policy.Confirmation? {
    if autoApprove { return .automatic }
    return try asks() ? .answered(yes: true) : nil
  }
}

extension ReviewSession {
  /// How long an apply waits, by the environment where it says so.
  var limits: ApplyLimits {
    ApplyLimits(lockTimeout: lockTimeout, statementTimeout: environment?.statementTimeout)
  }

  /// What the ledger is to say of a run.
  func order(_ approved: ApprovedPlan, _ start: ApplyOrder.Start = .beginning) -> ApplyOrder {
    var executor = Executor(role: "")
    // Whoever signed that they run it does; else whoever is logged in.
    if let status = approved.execution, let statement = status.statement, case .valid(let key) = status.validity {
      executor.name = statement.principal
      executor.key = key
    }
    return ApplyOrder(
      start: start, environment: environment?.name ?? "", executor: executor,
      signoffs: (approved.approvals + [approved.execution].compactMap { $0 }).map(RecordedSignoff.init),
      waivers: approved.waivers,
      policyHash: configuration.hash, tool: "countersign \(Countersign.version)")
  }
}
