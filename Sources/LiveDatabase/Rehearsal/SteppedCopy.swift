package import MigrationCore
import Postgres
import SQLSyntax

/// A copy of a schema in a private server, on which a plan's steps are run one at a time and taken back.
///
/// Going back makes the copy anew from a template, so that what is shown never depends on what was shown before.
package struct SteppedCopy: ~Copyable {
  /// Where the copy is not like the target, a sentence each.
  package let notes: [String]
  /// How many of the plan's steps have run.
  package private(set) var stepsRun = 0

  private static let template = "template"
  private let server: ScratchServer
  private let original: Rehearsal.Original
  private let steps: [(step: Step, isInTransaction: Bool)]
  private var connection: Connection
  private var databases = 1

  /// Starts a private server and rebuilds the schema in it.
  ///
  /// - Parameters:
  ///   - original: what the copy has to be like.
  ///   - plan: whose steps will be run.
  ///   - tell: is told what is going on, in a few words.
  /// - Returns: the copy before the first step.
  /// - Throws: ``ScratchServerError``, `PostgresError` or ``CatalogReadingError`` when it did not come about.
  package static func make(
    of original: Rehearsal.Original, for plan: Plan, tell: @Sendable (String) -> Void
  ) async throws -> SteppedCopy {
    tell("starting a scratch server")
    let server = try await ScratchServer.start(major: original.serverVersion.major, superuser: original.user)
    tell("rebuilding the schema")
    do { return try SteppedCopy(of: original, for: plan, on: server) } catch {
      await server.stop()
      throw error
    }
  }

  private init(of original: Rehearsal.Original, for plan: Plan, on server: ScratchServer) throws {
    let notes = try Self.makeTemplate(of: original, on: server)
    let connection = try Self.connect(to: 1, on: server, for: original)
    self.notes = [server.note].compactMap(\.self) + notes
    self.server = server
    self.original = original
    self.connection = connection
    let facts = StatementParser(schema: original.schema.name).facts(of: plan.steps.map(\.step.sql))
    steps = zip(plan.steps, facts).map { element, facts in
      (element.step, element.step.directive == nil && facts.nonTransactionalForms.isEmpty)
    }
  }

  private static func makeTemplate(of original: Rehearsal.Original, on server: ScratchServer) throws -> [String] {
    try server.createDatabase(template)
    let connection = try Connection(server.connectionParameters(database: template))
    return try Rehearsal.rebuild(original, over: connection).notes
  }

  private static func connect(
    to number: Int, on server: ScratchServer, for original: Rehearsal.Original
  ) throws -> Connection {
    let name = "copy\(number)"
    try server.createDatabase(name, from: template)
    let connection = try Connection(server.connectionParameters(database: name))
    let schema = original.schema.name
    let path: SQLText = schema == "public" ? "SET search_path TO public" : "SET search_path TO \(schema), public"
    _ = try connection.execute(path.text)
    return connection
  }

  /// What came of a step.
  package enum Outcome: Sendable {
    /// It ran; what it locked and wrote anew, where it could run in a transaction.
    case ran(MeasuredStep?)
    /// What the server said against it; the copy is as it was before the step.
    case refused(String)
  }

  /// Runs the next step, in a transaction of its own where it may be in one.
  ///
  /// - Returns: nil when all have run.
  /// - Throws: `PostgresError` when the session is lost.
  package mutating func runNext() throws -> Outcome? {
    guard stepsRun < steps.count else { return nil }
    let (step, isInTransaction) = steps[stepsRun]
    var measured: MeasuredStep?
    do {
      if isInTransaction {
        _ = try connection.execute("BEGIN")
        let before = try Observation(over: connection)
        _ = try connection.execute(step.sql)
        measured = try Observation(over: connection).since(before)
        _ = try connection.execute("COMMIT")
      } else {
        _ = try connection.execute(step.sql)
      }
    } catch {
      guard error.kind == .server else { throw error }
      if isInTransaction { _ = try connection.execute("ROLLBACK") }
      return .refused(error.description)
    }
    stepsRun += 1
    return .ran(measured)
  }

  /// Makes the copy anew, as it was before the first step.
  ///
  /// - Throws: `PostgresError` when the server does not answer any more.
  package mutating func reset() throws {
    guard stepsRun > 0 else { return }
    databases += 1
    connection = try Self.connect(to: databases, on: server, for: original)
    stepsRun = 0
    let drop: SQLText = "DROP DATABASE IF EXISTS \(Identifier("copy\(databases - 1)")) WITH (FORCE)"
    _ = try connection.execute(drop.text)
  }

  /// The schemas as the copy has them now.
  ///
  /// - Throws: ``CatalogReadingError``.
  package func tree() throws(CatalogReadingError) -> ObjectTree {
    let names = [original.schema.name] + original.further.map(\.name)
    let snapshot = try CatalogReader.read(names, over: connection)
    return ObjectTree(schemas: snapshot.schemas, source: .rehearsal(failure: nil))
  }

  /// Stops the server and waits until nothing is left of it.
  package consuming func end() async { await server.stop() }
}
