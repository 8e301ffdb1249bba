import LiveDatabase
import MigrationCore
import Postgres

/// What the rules want to know of a target.
struct TargetFacts {
  var live: LiveFacts
  /// With everything that PostgreSQL stores about them.
  let snapshots: [SchemaSnapshot]
  /// What the ledger tells; nil when there is none, or nobody has looked.
  var recorded: RecordedFacts?

  var schemas: [DatabaseSchema] { snapshots.map(\.schema) }

  /// Reads schemas, their sizes and use, and what goes on at the moment; what is ignored is in no fingerprint.
  ///
  /// Of the other schemas that `plan` reaches only sizes and use.
  ///
  /// - Throws: what reading throws.
  init(
    of names: [Identifier], ignoring ignored: IgnoreRules, for plan: Plan, over connection: borrowing Connection
  ) throws {
    var snapshots: [SchemaSnapshot] = []
    for name in names { snapshots.append(try CatalogReader.read(name, ignoring: ignored, over: connection)) }
    try self.init(snapshots, of: names, for: plan, over: connection)
  }

  /// The same of schemas that were read already.
  ///
  /// - Throws: what reading throws.
  init(
    _ snapshots: [SchemaSnapshot], of schemas: [Identifier], for plan: Plan, over connection: borrowing Connection
  ) throws {
    self.snapshots = snapshots
    let names = try ReachedSchemas.names(from: schemas, by: plan, on: connection)
    // Asking for a relation's size waits behind ACCESS EXCLUSIVE; a review does not wait for long.
    var live = try Self.relations(of: names, over: connection)
    try UseReader.add(to: &live, of: names, on: connection)
    live.activity = try UseReader.activity(of: names, on: connection)
    self.live = live
  }

  /// Takes what a copy's planner says of the rows that steps change; what the target's own said counts for more.
  mutating func take(_ changedRows: [StepID: Int64], of plan: Plan) {
    for (id, step) in plan.steps {
      live.explainedRows[step.sql] = live.explainedRows[step.sql] ?? changedRows[id]
    }
  }

  private static func relations(
    of names: [Identifier], over connection: borrowing Connection
  ) throws -> LiveFacts {
    _ = try connection.execute("BEGIN; SET LOCAL lock_timeout = '2s'")
    do {
      let facts = try ImpactReader.facts(of: names, on: connection)
      _ = try connection.execute("COMMIT")
      return facts
    } catch {
      _ = try? connection.execute("ROLLBACK")
      throw error
    }
  }
}
