import LiveDatabase
import MigrationCore
import Postgres
import ReviewerUI

/// Finds out everything that a review shows and that takes time, and says each thing as soon as it is known.
struct ReviewLoader: Sendable {
  let session: ReviewSession
  let tell: @Sendable (ReviewerEvent) -> Void

  /// Verifies the sign-offs, reads the target, and rehearses the plan.
  func load(_ document: ReviewDocument) async {
    tell(.signoffs(await session.signer.statuses(of: document, planHash: session.plan.file.hash)))
    guard let target = session.target else { return }
    do {
      let connection = try Connection(target)
      let current = try read(connection)
      await rehearse(current, serverVersion: connection.serverVersion)
    } catch {
      fail(CommandFailure(explaining: error).message)
    }
  }

  /// The target's schema: its tree, its fingerprint, its sizes.
  private func read(_ connection: borrowing Connection) throws -> DatabaseSchema {
    tell(.currentTree(.loading("reading the catalogs")))
    let current = try CatalogReader.read(session.schema, over: connection).schema
    tell(.currentTree(.loaded(ObjectTree(schema: current, source: .liveDatabase))))
    return current
  }

  /// Runs the plan on a scratch copy and shows where it leads.
  private func rehearse(_ current: DatabaseSchema, serverVersion: Int) async {
    guard session.rehearses else {
      tell(.desiredTree(.unavailable("the command line said --no-rehearsal")))
      return
    }
    tell(.desiredTree(.unavailable("the plan cannot be rehearsed yet")))
  }

  /// One reason for everything that the target would have told.
  private func fail(_ reason: String) {
    tell(.fingerprintChecked(.notChecked(reason)))
    tell(.currentTree(.unavailable(reason)))
    tell(.desiredTree(.unavailable(reason)))
    tell(.impacts(.unavailable(reason)))
  }
}
