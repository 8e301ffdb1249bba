package import MigrationCore
package import Postgres

/// Runs a plan on an empty copy of the current schema in a private server, and sees where it leads.
package enum Rehearsal {
  /// What the copy has to be like, read from the target.
  package struct Original: Sendable {
    package var schema: DatabaseSchema
    /// Other schemas that objects of this one refer to.
    package var neighbours: [DatabaseSchema]
    /// Installed extensions with the schema that they are in.
    package var extensions: [(name: Identifier, schema: Identifier)]
    /// Every role there is: a plan may grant to one that owns nothing yet.
    package var roles: [Identifier]
    package var serverVersion: ServerVersion
    /// The role that reviews, the superuser of the copy: what belongs to it on the target belongs to it there.
    package var user: String
  }

  /// Reads what a rehearsal needs besides the schema itself.
  ///
  /// - Throws: `PostgresError` or ``CatalogReadingError``.
  package static func original(
    of schema: DatabaseSchema, over connection: borrowing Connection
  ) throws -> Original {
    let rows = try connection.query(
      """
      SELECT e.extname, n.nspname FROM pg_catalog.pg_extension e
      JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql' ORDER BY 1
      """)
    let extensions = rows.map { (Identifier(bytes: $0.bytes(0) ?? []), Identifier(bytes: $0.bytes(1) ?? [])) }
    let roles = try connection.query(
      "SELECT rolname FROM pg_catalog.pg_roles WHERE rolname NOT LIKE 'pg\\_%' ORDER BY 1")
    let own = Set(extensions.map(\.1))
    let others = Set(schema.dependencies.map(\.referenced.schema))
      .subtracting([schema.name, "pg_catalog", "information_schema"])
    var neighbours: [DatabaseSchema] = []
    for name in others.sorted() where !name.bytes.isEmpty && !own.contains(name) {
      neighbours.append(try CatalogReader.read(name, over: connection).schema)
    }
    return Original(
      schema: schema, neighbours: neighbours, extensions: extensions.map { (name: $0.0, schema: $0.1) },
      roles: roles.map { Identifier(bytes: $0.bytes(0) ?? []) },
      serverVersion: ServerVersion(number: connection.serverVersion), user: connection.userName)
  }

  /// Starts a private server, rebuilds the schema, runs the plan, and reads the result.
  ///
  /// - Parameters:
  ///   - plan: what to run.
  ///   - original: what to run it on.
  ///   - tell: is told what is going on, in a few words.
  /// - Returns: where the plan leads and what was seen on the way.
  /// - Throws: ``ScratchServerError``, `PostgresError` or ``CatalogReadingError`` when the copy itself did not come about.
  package static func run(
    _ plan: Plan, on original: Original, tell: @Sendable (String) -> Void
  ) async throws -> RehearsalReport {
    tell("starting a scratch server")
    let server = try await ScratchServer.start(major: original.serverVersion.major, superuser: original.user)
    let outcome: Result<RehearsalReport, any Error>
    do { outcome = .success(try run(plan, on: original, server: server, tell: tell)) } catch {
      outcome = .failure(error)
    }
    await server.stop()
    return try outcome.get()
  }

  private static func run(
    _ plan: Plan, on original: Original, server: ScratchServer, tell: (String) -> Void
  ) throws -> RehearsalReport {
    try server.createDatabase("rehearsal")
    let connection = try Connection(server.connectionParameters(database: "rehearsal"))
    var report = RehearsalReport()
    if let note = server.note { report.notes.append(note) }
    tell("rebuilding the schema")
    report.notes += try rebuild(original, over: connection)
    var steps = RehearsedSteps(schema: original.schema.name, plan: plan)
    try steps.run(over: connection, tell: tell)
    report.steps = steps.measured
    report.failure = steps.failure
    tell("reading the result")
    let result = try CatalogReader.read(original.schema.name, over: connection)
    report.desired = result.schema
    report.fingerprint = result.fingerprint
    return report
  }
}

extension Rehearsal {
  /// Makes the copy in an empty database and compares it with the original.
  ///
  /// - Parameters:
  ///   - original: what the copy has to be like.
  ///   - connection: a superuser's session.
  /// - Returns: where the copy is not like the original, a sentence each.
  /// - Throws: `PostgresError` when the session is lost, ``CatalogReadingError`` when the copy cannot be read.
  package static func rebuild(_ original: Original, over connection: borrowing Connection) throws -> [String] {
    var notes: [String] = []
    let schemas = original.neighbours + [original.schema]
    for role in original.roles { try SchemaRebuild.createRole(role, over: connection) }
    // A new database's own public schema has an owner, a comment and rights that the target's may not have.
    if schemas.contains(where: { $0.name == "public" }) { try connection.execute("DROP SCHEMA IF EXISTS public") }
    for (name, schema) in original.extensions {
      let create: SQLText =
        "CREATE SCHEMA IF NOT EXISTS \(schema); CREATE EXTENSION IF NOT EXISTS \(name) SCHEMA \(schema)"
      do { _ = try connection.execute(create.text) } catch {
        guard error.kind == .server else { throw error }
        notes.append("extension \(name.text) is not on the copy: \(error.message)")
      }
    }
    notes += try SchemaRebuild.run(schemas, over: connection).map { "missing on the copy: \($0)" }
    let copy = try CatalogReader.read(original.schema.name, over: connection).schema
    return notes + SchemaComparison.differences(original.schema, copy).map { "the copy differs in \($0)" }
  }
}

/// What a rehearsal found out.
package struct RehearsalReport: Sendable {
  /// The schema after the last step that worked; nil when it was not read.
  package var desired: DatabaseSchema?
  /// Of that schema; compare with the target's after apply.
  package var fingerprint: PgschemaFingerprint?
  package var steps: [StepID: MeasuredStep] = [:]
  /// Where the copy is not like the target, a sentence each.
  package var notes: [String] = []
  /// The step that did not work and what the server said; the steps of its group and after it did not happen.
  package var failure: (step: StepID, message: String)?
}
