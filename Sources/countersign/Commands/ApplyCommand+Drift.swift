import LiveDatabase
import MigrationCore
import Postgres

extension ApplyCommand {
  /// Compares the target with what was reviewed; on standard error stands what differs, where the ledger knows it.
  ///
  /// - Throws: `ApplyError.schemaDrifted`, and what reading the target throws.
  func requireReviewedSchema(_ target: ConnectionParameters, _ session: ReviewSession) throws {
    do {
      try session.check.require(over: try Connection(target))
    } catch let error as ApplyError where error.code == .schemaDrifted {
      let subject = StatusSubject(
        environment: session.environment?.name ?? "", target: target, schemas: session.schemas,
        ledger: ledger.place(session.configuration))
      if case .drifted(let drift?) = subject.status(ignoring: session.ignored).condition {
        Output.writeError("What differs from the state that was recorded last:\n\(DriftText.text(drift))\n")
      }
      throw error
    }
  }
}
