import LiveDatabase
import MigrationCore
import ReviewerUI

extension StatusSubject {
  /// What the screen shows of the ledger: what it has of these schemas, and how they stand to it.
  ///
  /// - Parameters:
  ///   - ignored: what no plan is about.
  ///   - signer: checks what an adopted state rests on; nil does not.
  /// - Returns: why not, where it cannot be read.
  func past(ignoring ignored: IgnoreRules, signer: SSHSigner?) -> Loadable<RecordedPast> {
    var status = status(ignoring: ignored)
    if let signer, let checked = try? status.checkingSignature(with: signer) { status = checked }
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
    let events = status.history?.events.filter { event in
      if let recorded = event.target { return recorded.isSame(as: target) }
      return !event.environment.isEmpty && Identifier(event.environment) == Identifier(environment)
    }
    return .loaded(
      RecordedPast(
        ledger: status.ledgerName, events: events?.reversed() ?? [], standing: standing,
        recordedBy: status.standing?.event?.id, signatureProblem: status.signatureProblem))
  }
}
