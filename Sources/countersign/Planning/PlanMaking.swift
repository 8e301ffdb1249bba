import LiveDatabase
import MigrationCore
import Postgres
import SQLSyntax

/// Makes a plan of SQL files and a live database.
enum PlanMaking {
  /// A plan, and what the person should know beside it.
  struct Made {
    var plan: Plan
    var notes: [String]
  }

  /// Reads both sides and plans the way from the one to the other; nothing of the target is touched.
  ///
  /// - Throws: what the modules throw; `CommandFailure` when something cannot be planned.
  static func make(
    files: [String], schema: Identifier, parameters: ConnectionParameters, place: ScratchPlace,
    strategy: PlanOptions.Strategy
  ) async throws -> Made {
    let ignored = try IgnoreFile.read()
    let script = try SQLScript(paths: files, file: ScriptFile.onDisk)
    let target = try readTarget(schema, script, ignored, parameters)
    let desired = try await DesiredState.load(script, in: target.surroundings, ignoring: ignored, at: place)
    guard let current = desired.current.relative.first, let wanted = desired.relative.first,
      let qualified = desired.schemas.first
    else { throw CommandFailure(.failed, "schema \(schema.text) was not read") }
    var options = PlanOptions(role: target.surroundings.user)
    options.strategy = strategy
    let outcome = Planner.plan(
      from: ignored.applied(to: current), to: ignored.applied(to: wanted), on: target.surroundings.serverVersion,
      options)
    let refusals = desired.refusals + outcome.refusals
    guard refusals.isEmpty else { throw refusal(refusals) }
    let plan = Plan(
      desired.renaming + outcome.changes, schema: schema,
      createdAt: Output.environment("PGSCHEMA_TEST_TIME") ?? Clock.timestamp,
      sourceFingerprint: target.fingerprint.hash, countersign: try section(schema, target, desired: qualified))
    return Made(plan: plan, notes: desired.notes + LookAlikes.notes(from: current, to: wanted))
  }

  private struct Target {
    var surroundings: Surroundings
    var fingerprint: PgschemaFingerprint
  }

  private static func readTarget(
    _ schema: Identifier, _ script: SQLScript, _ ignored: IgnoreRules, _ parameters: ConnectionParameters
  ) throws -> Target {
    let connection = try Connection(parameters)
    let snapshot = try CatalogReader.read(schema, ignoring: ignored, over: connection)
    let relative = try CatalogReader.read([schema], names: .relative, over: connection)
    let surroundings = try Surroundings(
      of: [snapshot.schema], relative: relative.schemas, words: script.words, over: connection)
    return Target(surroundings: surroundings, fingerprint: snapshot.fingerprint)
  }

  private static func section(
    _ schema: Identifier, _ target: Target, desired: DatabaseSchema
  ) throws -> CountersignSection? {
    guard let current = target.surroundings.schemas.first else { return nil }
    return try CountersignSection(members: [
      JSONMember("format", .number("1")), JSONMember("generator", .string("countersign \(Countersign.version)")),
      JSONMember("schema", .string(schema.text)),
      JSONMember("server_version_num", .number(String(target.surroundings.serverVersion.number))),
      JSONMember("catalog_hash", .string(CatalogHash(of: current).hex)),
      JSONMember("desired_hash", .string(CatalogHash(of: desired).hex)),
    ])
  }

  private static func refusal(_ refusals: [PlanRefusal]) -> CommandFailure {
    let lines = refusals.map { "\($0.object.kind.rawValue) \($0.object): \($0.reason); \($0.wayOut)" }
    guard let first = refusals.first else { return CommandFailure(.failed, "the change cannot be planned") }
    if refusals.count == 1 {
      return CommandFailure(
        .failed, "\(first.object.kind.rawValue) \(first.object): \(first.reason)", hint: first.wayOut)
    }
    return CommandFailure(
      .failed, "\(refusals.count) changes cannot be planned:\n  \(lines.joined(separator: "\n  "))")
  }
}
