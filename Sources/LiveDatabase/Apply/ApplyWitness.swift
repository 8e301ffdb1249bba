import MigrationCore
import Postgres

/// Another session with the server of an apply: it sees what is committed there, and nothing of the transaction that is
/// open.
final class ApplyWitness {
  private let parameters: ConnectionParameters
  private var session: Connection?

  init(_ target: ConnectionParameters) {
    parameters = target
  }

  /// What somebody else changed of what a group goes by, by name; `connection` is the group's own.
  ///
  /// - Throws: ``Blind`` when it cannot look.
  func changed(
    _ committed: TouchedObjects.Committed, beside connection: borrowing Connection
  ) throws(Blind) -> [String] {
    // A session that had nothing to do for an hour may be gone.
    if let kept = session.take(), let names = try? committed.changed(over: kept) {
      session = consume kept
      return names
    }
    let isSame: Bool
    let names: [String]
    do throws(PostgresError) {
      let fresh = try Connection(parameters)
      // A group that locks the catalog itself would be waited for without end.
      try fresh.execute("SET lock_timeout TO '5s'")
      isSame = try fresh.query(Self.server).first?[0] == connection.query(Self.server).first?[0]
      names = try committed.changed(over: fresh)
      session = consume fresh
    } catch { throw Blind(reason: error.description) }
    guard isSame else {
      session = nil
      throw Blind(reason: "a second connection led to another server")
    }
    return names
  }

  /// Why it saw nothing.
  struct Blind: Error {
    var reason: String
  }

  /// With several hosts to choose from, the next connection may lead to another.
  private static let server = "SELECT pg_catalog.pg_postmaster_start_time()"
}

/// Somebody else changed what a group goes by, while the group ran.
struct ChangedMeanwhile: Error {
  var names: [String]
}
