import LiveDatabase
import MigrationCore
import Postgres

extension ApplyCommand {
  /// Compares the target with what was reviewed, and says whom that waits for; on standard error stands what differs, where the ledger knows it.
  ///
  /// - Throws: `ApplyError.schemaDrifted`, and what reading the target throws.
  func requireReviewedSchema(_ target: ConnectionParameters, _ session: ReviewSession) throws {
    do {
      let connection = try Connection(target)
      // What an apply holds, or waits for, keeps others from reading its schema.
      try ApplyLock.requireFree(session.check.schemaNames, over: connection)
      let watch = Output.watch(connection, target)
      defer { watch.end() }
      try session.check.require(over: connection)
    } catch let error as ApplyError where error.code == .schemaDrifted {
      let subject = StatusSubject(
        environment: session.environment?.name ?? "", target: target, schemas: session.schemas,
        ledger: ledger.place(session.configuration), flags: connection.given + ledger.given)
      if case .drifted(let drift?) = subject.status(ignoring: session.ignored).condition {
        Output.writeError("What differs from the state that was recorded last:\n\(DriftText.text(drift))\n")
      }
      throw error
    }
  }
}
