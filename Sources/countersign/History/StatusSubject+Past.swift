import LiveDatabase
import MigrationCore
import ReviewerUI

extension StatusSubject {
  /// What the screen shows of the ledger: what it has of these schemas, and how they stand to it.
  ///
  /// - Parameters:
  ///   - ignored: what no plan is about.
  ///   - signer: checks the signatures of what was adopted and waived; those of changes are as many as there are
  ///     changes, and `history show` and `history verify` check them.
  ///   - plan: the plan on the screen, and the file that it is in.
  /// - Returns: why not, where it cannot be read.
  func past(ignoring ignored: IgnoreRules, signer: SSHSigner, plan: PlanDocument? = nil) -> Loadable<RecordedPast> {
    let status = status(ignoring: ignored)
    let standing: RecordedPast.Standing
    switch status.condition {
    case .unreadable(let failure):
      return .unavailable(failure.message.split(separator: "\n").joined(separator: "; "))
    case .inStep: standing = .inStep
    case .drifted(let drift): standing = .drifted(drift?.objects)
    case .neverRecorded: standing = .neverRecorded
    case .unfinished: standing = .unfinished(status.standing?.unfinished?.id ?? 0)
    }
    guard let target = status.ledgerTarget else { return .unavailable("the database was not read") }
    let events = (status.history?.events ?? []).filter { event in
      if let recorded = event.target { return recorded.isSame(as: target) }
      return !event.environment.isEmpty && Identifier(event.environment) == Identifier(environment)
    }
    var past = RecordedPast(
      ledger: status.ledgerName, events: events.reversed(), standing: standing, recordedBy: status.standing?.event?.id)
    past.brokenRow = status.brokenRow
    past.signatureProblems = Self.problems(of: events, signer)
    past.flags = flags
    if let change = status.standing?.unfinished {
      let file = plan.flatMap { $0.file.hash == change.beginning.planHash ? $0.path : nil }
      past.resuming = CopiedCommand.resuming(change.id, plan: file, flags)
    }
    return .loaded(past)
  }

  /// What is wrong with the signatures of adoptions and waivers, by the event's number.
  private static func problems(of events: [RecordedHistory.Event], _ signer: SSHSigner) -> [Int: String] {
    let asked = events.filter { if case .change = $0 { false } else { true } }
    guard !asked.isEmpty else { return [:] }
    do {
      let signatures = try Background.wait { await signer.signatures(of: asked) }
      return Dictionary(signatures.compactMap { one in one.failing.map { (one.row, $0) } }) { first, _ in first }
    } catch {
      let reason = "was not checked: \(CommandFailure(explaining: error).message)"
      return Dictionary(uniqueKeysWithValues: asked.map { ($0.id, reason) })
    }
  }
}
