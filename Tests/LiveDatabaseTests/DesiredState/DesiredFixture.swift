import LiveDatabase
import MigrationCore
import Postgres
import SQLSyntax
import Synchronization
import TestServer

/// A target database and the SQL that says what it should become.
struct DesiredFixture {
  private static let databases = Atomic(0)

  let server: ScratchServer
  let target: ConnectionParameters

  init(_ sql: String, on server: ScratchServer) throws {
    let name = "desired\(Self.databases.add(1, ordering: .relaxed).newValue)"
    try server.createDatabase(name)
    self.server = server
    target = server.connectionParameters(database: name)
    let connection = try Connection(target)
    try connection.execute("SET client_min_messages = warning")
    try connection.execute(sql)
  }

  func current(_ schemas: [Identifier] = ["public"]) throws -> [DatabaseSchema] {
    let connection = try Connection(target)
    return try schemas.map { name in
      do throws(CatalogReadingError) { return try CatalogReader.read(name, over: connection).schema } catch {
        guard error.code == .catalog(.noSuchSchema) else { throw error }
        return DatabaseSchema(name: name)
      }
    }
  }

  /// What `files` lead to; the one that others are included from is `main.sql`.
  func load(
    _ files: [String: String], schemas: [Identifier] = ["public"], ignoring: IgnoreRules = IgnoreRules(),
    at place: ScratchPlace? = nil
  ) async throws -> DesiredSchemas {
    let script = try SQLScript(paths: ["main.sql"]) { path in
      files[path].map { .text(Array($0.utf8)) } ?? .missing
    }
    let surroundings = try Surroundings(
      of: try current(schemas), words: script.words, over: try Connection(target))
    return try await DesiredState.load(script, in: surroundings, ignoring: ignoring, at: place ?? .running(server))
  }

  func load(_ sql: String, schemas: [Identifier] = ["public"], at place: ScratchPlace? = nil) async throws
    -> DesiredSchemas
  {
    try await load(["main.sql": sql], schemas: schemas, at: place)
  }

  /// How it goes when `plan` is tried on a copy of the target.
  func trial(of sql: String, plan: @Sendable (DesiredSchemas) -> Plan) async throws -> PlanTrial.Outcome {
    let script = try SQLScript(paths: ["main.sql"]) { _ in .text(Array(sql.utf8)) }
    let surroundings = try Surroundings(of: try current(), words: script.words, over: try Connection(target))
    return try await DesiredState.load(script, in: surroundings, at: .running(server)) { desired, trial in
      try trial.run(
        plan(desired), to: desired, ignoring: IgnoreRules(), PlanOptions(role: desired.target.user)
      ).outcome
    }
  }

  /// The error that `files` lead to.
  func failure(_ files: [String: String]) async -> DesiredStateError? {
    do {
      _ = try await load(files)
      return nil
    } catch { return error as? DesiredStateError }
  }
}
