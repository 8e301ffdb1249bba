import ArgumentParser
import LiveDatabase
import MigrationCore

/// Letting a plan pass a closed gate: which, and why.
struct WaiverOptions: ParsableArguments {
  enum Waivable: String, ExpressibleByArgument, CaseIterable { case order, soak }

  @Option(help: "Pass this gate though it is closed, order or soak; signed and recorded. Repeatable.")
  var waive: [Waivable] = []
  @Option(help: "Why, for --waive.")
  var reason: String?

  func validate() throws {
    let isGiven = reason?.contains { !$0.isWhitespace } ?? false
    if !waive.isEmpty, !isGiven { throw ValidationError("--waive needs a reason: --reason \"…\"") }
    if waive.isEmpty, reason != nil { throw ValidationError("--reason is for --waive") }
  }

  /// Refuses to pass gates that are not there.
  func refuse() throws(CommandFailure) {
    guard waive.isEmpty else {
      throw CommandFailure(.usage, "--waive passes a gate of an environment", hint: "name the environment: --env")
    }
  }

  /// What the command line lets the plan pass, signed.
  ///
  /// - Throws: `SigningError` when there is no key.
  func waivers(
    _ session: ReviewSession, _ review: ReviewDocument, _ environment: TargetEnvironment, now: String?
  ) async throws -> [(waiver: Waiver, status: SignoffStatus)] {
    var waivers: [(waiver: Waiver, status: SignoffStatus)] = []
    for gate in waive {
      var waiver = Waiver(
        gate: gate.rawValue, environment: environment.name, planHash: session.plan.file.hash,
        executor: Executor(role: ""),
        reason: reason ?? "")
      let status = try await session.signed(
        .waive, review, message: waiver.statementMessage, now: now, in: environment)
      waiver.executor.name = status.statement?.principal ?? waiver.executor.name
      waiver.signoff = RecordedSignoff(
        principal: waiver.executor.name, statement: status.signoff.statement, signature: status.signoff.signature)
      waivers.append((waiver, status))
    }
    return waivers
  }
}
