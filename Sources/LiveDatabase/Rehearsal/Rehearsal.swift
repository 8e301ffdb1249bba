package import MigrationCore
package import Postgres

/// Runs a plan on an empty copy of the current schema in a private server, and sees where it leads.
package enum Rehearsal {
  /// What the copy has to be like, read from the target.
  package struct Original: Sendable {
    package var schema: DatabaseSchema
    /// The others of a plan for several.
    package var further: [DatabaseSchema] = []
    /// Other schemas that objects of this one or the plan refer to, and those that these refer to.
    package var neighbours: [DatabaseSchema]
    /// Installed extensions with the schema that they are in.
    package var extensions: [(name: Identifier, schema: Identifier)]
    /// Every role there is: a plan may grant to one that owns nothing yet.
    package var roles: [Identifier]
    package var serverVersion: ServerVersion
    /// Of the tables whose rows the plan changes; nil without a plan.
    package var statistics: CopiedStatistics?
    /// What is left out of the fingerprint.
    package var ignored = IgnoreRules()
    /// The role that reviews, the superuser of the copy: what belongs to it on the target belongs to it there.
    package var user: String
  }

  /// Reads what a rehearsal needs besides the schema itself.
  ///
  /// - Parameters:
  ///   - schema: what the plan changes.
  ///   - further: the other schemas of a plan for several.
  ///   - plan: what will be rehearsed; a step can refer to another schema only by naming it.
  ///   - connection: a session with the target.
  /// - Returns: everything that the copy is made of.
  /// - Throws: `PostgresError` or ``CatalogReadingError``.
  package static func original(
    of schema: DatabaseSchema, _ further: [DatabaseSchema] = [], for plan: Plan? = nil,
    over connection: borrowing Connection
  ) throws -> Original {
    let neighbours = try Surroundings.neighbours(of: [schema] + further, over: connection) { existing in
      let text = (plan?.steps ?? []).map { $0.step.sql.lowercased() }.joined(separator: "\n")
      // A name may be found that only looks like one; that costs a schema more on the copy.
      return existing.filter { text.contains($0.text.lowercased()) }
    }
    return Original(
      schema: schema, further: further, neighbours: neighbours,
      extensions: try Surroundings.extensions(over: connection),
      roles: try Surroundings.roles(over: connection),
      serverVersion: ServerVersion(number: connection.serverVersion),
      statistics: try plan.map { plan throws(PostgresError) in
        try CopiedStatistics(of: plan, in: schema.name, over: connection)
      }, user: connection.userName)
  }

  /// Starts a private server, rebuilds the schema, runs the plan, and reads the result.
  ///
  /// - Parameters:
  ///   - plan: what to run.
  ///   - original: what to run it on.
  ///   - back: what to run afterwards, to see whether it undoes the plan; nil for nothing.
  ///   - tell: is told what is going on, in a few words.
  /// - Returns: where the plan leads and what was seen on the way.
  /// - Throws: ``ScratchServerError``, `PostgresError` or ``CatalogReadingError`` when the copy itself did not come about.
  package static func run(
    _ plan: Plan, on original: Original, back: Plan? = nil, tell: @Sendable (String) -> Void
  ) async throws -> RehearsalReport {
    tell("starting a scratch server")
    let server = try await ScratchServer.start(major: original.serverVersion.major, superuser: original.user)
    let outcome: Result<RehearsalReport, any Error>
    do { outcome = .success(try run(plan, on: original, back: back, server: server, tell: tell)) } catch {
      outcome = .failure(error)
    }
    await server.stop()
    return try outcome.get()
  }

  private static func run(
    _ plan: Plan, on original: Original, back: Plan?, server: ScratchServer, tell: (String) -> Void
  ) throws -> RehearsalReport {
    try server.createDatabase("rehearsal")
    let connection = try Connection(server.connectionParameters(database: "rehearsal"))
    var report = RehearsalReport()
    if let note = server.note { report.notes.append(note) }
    tell("rebuilding the schema")
    let copy = try rebuild(original, over: connection)
    report.notes += copy.notes
    var steps = RehearsedSteps(schema: original.schema.name, plan: plan)
    if let statistics = original.statistics, !statistics.isEmpty {
      let major = ServerVersion(number: connection.serverVersion).major
      if major >= CopiedStatistics.firstMajor {
        try statistics.restore(over: connection)
        steps.statistics = statistics
      } else {
        report.statisticsNote =
          "the copy has no statistics: PostgreSQL \(major) cannot take them from the target, \(CopiedStatistics.firstMajor) can"
      }
    }
    try steps.run(over: connection, tell: tell)
    report.steps = steps.measured
    report.changedRows = steps.changedRows
    report.failure = steps.failure
    tell("reading the result")
    let result = try CatalogReader.read(original.schema.name, ignoring: original.ignored, over: connection)
    report.desired = result.schema.worded(like: original.schema, unchangedSince: copy.schema)
    report.further = try CatalogReader.read(original.further.map(\.name), over: connection).schemas
    report.fingerprint = report.failure == nil ? result.fingerprint : nil
    report.catalogHash = report.failure == nil ? CatalogHash(of: original.ignored.applied(to: result.schema)).hex : nil
    guard let back, report.failure == nil else { return report }
    tell("undoing the plan")
    var undoing = RehearsedSteps(schema: original.schema.name, plan: back)
    try undoing.run(over: connection, tell: { _ in })
    let undone = try CatalogReader.read([original.schema.name], over: connection).schema(original.schema.name)
    report.undoing = UndoingReport(
      failure: undoing.failure, differences: SchemaComparison.differences(copy.schema, undone))
    return report
  }
}

extension Rehearsal {
  /// Makes the copy in an empty database and compares it with the original.
  ///
  /// - Parameters:
  ///   - original: what the copy has to be like.
  ///   - connection: a superuser's session.
  /// - Returns: the schema as the copy has it, and where it is not like the original, a sentence each.
  /// - Throws: `PostgresError` when the session is lost, ``CatalogReadingError`` when the copy cannot be read.
  package static func rebuild(
    _ original: Original, over connection: borrowing Connection
  ) throws -> (schema: DatabaseSchema, notes: [String]) {
    var notes: [String] = []
    let schemas = (original.neighbours + [original.schema] + original.further).map(\.withoutTablespaces)
    for role in original.roles { try SchemaRebuild.createRole(role, over: connection) }
    // A new database's own public schema has an owner, a comment and rights that the target's may not have.
    if schemas.contains(where: { $0.name == "public" }) { try connection.execute("DROP SCHEMA IF EXISTS public") }
    notes += try Surroundings.create(original.extensions, over: connection).map {
      "extension \($0.name.text) is not on the copy: \($0.reason)"
    }
    notes += try SchemaRebuild.run(schemas, over: connection).map { "missing on the copy: \($0.description)" }
    let copy = try CatalogReader.read([original.schema.name], over: connection).schema(original.schema.name)
    notes += SchemaComparison.differences(original.schema.withoutTablespaces, copy).map { "the copy differs in \($0)" }
    return (copy, notes)
  }
}

/// What a rehearsal found out.
package struct RehearsalReport: Sendable {
  /// The schema after the last step that worked; nil when it was not read.
  package var desired: DatabaseSchema?
  /// The other schemas of a plan for several, likewise.
  package var further: [DatabaseSchema] = []
  /// Of that schema when every step worked; compare with the target's after apply.
  package var fingerprint: PgschemaFingerprint?
  /// The hash of everything that PostgreSQL stores about that schema.
  package var catalogHash: String?
  package var steps: [StepID: MeasuredStep] = [:]
  /// Where the copy is not like the target, a sentence each.
  package var notes: [String] = []
  /// How many rows a step would change by the target's statistics; only of data changes, and where the copy has them.
  package var changedRows: [StepID: Int64] = [:]
  /// Why the copy has none, where a step would have needed them.
  package var statisticsNote: String?
  /// The step that did not work and what the server said; the steps of its group and after it did not happen.
  package var failure: (step: StepID, message: String)?
  /// How the way back went; nil when none was asked for, or the plan failed.
  package var undoing: UndoingReport?
}

/// What came of undoing a plan on the copy.
package struct UndoingReport: Sendable {
  /// Where it stopped and what the server said.
  package var failure: (step: StepID, message: String)?
  /// The objects that are not what they were, by name.
  package var differences: [String]
}
