import LiveDatabase
import MigrationCore
import Postgres

/// What a browser compares the live schema with: another database, or what was recorded last.
struct BrowsedBaseline: Sendable {
  /// In a few words: `recorded by 7`.
  let name: String
  let snapshot: RecordedSnapshot
  private let ignored: IgnoreRules

  /// The live schema as the snapshot would have it.
  func comparable(_ schema: DatabaseSchema) -> DatabaseSchema { ignored.applied(to: schema) }

  /// What was last recorded of a schema, which may have been recorded with others.
  ///
  /// - Throws: `CommandFailure` when nothing was, or no snapshot was kept; what connecting and the ledger throw.
  init(
    recordedOf schema: Identifier, with schemas: [Identifier], environment: String, in place: LedgerStore.Place,
    _ target: ConnectionParameters, ignoring ignored: IgnoreRules
  ) throws {
    let known = try LedgerTarget(environment: environment, schemas: schemas, over: try Connection(target))
    let ledger = LedgerStore(place, target: target)
    let standing = try ledger.history().standing(of: known)
    guard let event = standing.event, let hash = standing.state?.snapshot else {
      throw CommandFailure(
        .failed, "the ledger in \(ledger.name) has no recorded state of schema \(schema.text)",
        hint: "record the one that is there: countersign status --adopt --reason \"…\"")
    }
    name = "recorded by \(event.id)"
    var snapshot = try ledger.snapshot(hash)
    snapshot.schemas.removeAll { $0.name != schema }
    self.snapshot = snapshot
    self.ignored = ignored
  }

  /// The schema of the same name in another database.
  ///
  /// - Throws: what connecting and reading throw.
  init(_ schema: Identifier, in other: ConnectionParameters, ignoring ignored: IgnoreRules) throws {
    let state = try TargetState(of: [schema], ignoring: ignored, over: try Connection(other))
    name = other.description
    snapshot = state.snapshot
    self.ignored = ignored
  }
}
