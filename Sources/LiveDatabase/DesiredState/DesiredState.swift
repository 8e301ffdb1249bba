package import MigrationCore
import Postgres
package import SQLSyntax

/// Finds out what SQL files describe, by running them where nothing is lost.
///
/// The server is the parser of record: the files run, statement by statement and in their order, in an empty scratch
/// database that has the target's roles, extensions and other schemas, with the planned schema first in the
/// `search_path` and function bodies unchecked, so that they may refer forward. Then the catalogs are read as the
/// target's are. Nothing of the target is touched; everything made here is removed, on errors and cancellation, too.
package enum DesiredState {
  /// Runs a script and reads the schemas back.
  ///
  /// The first of several schemas is where unqualified names land. That a schema is made by the SQL although it is there
  /// is fine, and so it is with what the target has outside the planned schemas.
  ///
  /// Texts that PostgreSQL prints are no proof of a difference: it words some expressions another way each time they are
  /// loaded (`varchar IN (…)` gets a cast for each element), so the files, the target and a dump of it may all word one
  /// thing differently. Where a text differs from the target's, both are therefore loaded once more, each side with
  /// what it needs in a scratch database of its own; what is the same after that is the same, and gets the target's
  /// words. Only texts are replaced so, never what the model knows otherwise. Without a difference nothing is loaded again;
  /// with some, it costs as many objects as differ and those that they need.
  ///
  /// - Parameters:
  ///   - script: the files.
  ///   - surroundings: what the target has, the current schemas included.
  ///   - ignoring: what of the planned schemas is left alone: as long as the SQL does not make it, it is as on the
  ///     target where the SQL needs it.
  ///   - place: where to run it.
  ///   - settlesWording: false compares texts as they are.
  ///   - tell: is told what is going on, in a few words.
  /// - Returns: the schemas, and what was seen on the way.
  /// - Throws: ``DesiredStateError`` when the SQL does not run, with `file:line:column`, or when the task was cancelled;
  ///   ``ScratchServerError``, `PostgresError` or ``CatalogReadingError``.
  package static func load(
    _ script: SQLScript, in surroundings: Surroundings, ignoring: IgnoreRules = IgnoreRules(),
    at place: ScratchPlace = .privateServer, settlesWording: Bool = true, tell: @Sendable (String) -> Void = { _ in }
  ) async throws -> DesiredSchemas {
    try await load(
      script, in: surroundings, ignoring: ignoring, at: place, settlesWording: settlesWording, tell: tell
    ) { desired, _ in desired }
  }

  /// The same, with something to do while the scratch server is still there.
  ///
  /// - Parameters:
  ///   - script: the files.
  ///   - surroundings: what the target has.
  ///   - ignoring: what of the planned schemas is left alone.
  ///   - place: where to run it.
  ///   - settlesWording: false compares texts as they are.
  ///   - whole: the surroundings with what is in the schemas, wanted once the SQL has run, so that it can be read until
  ///     then; nil when they are whole.
  ///   - tell: is told what is going on, in a few words.
  ///   - body: gets the schemas, and a way to try a plan.
  /// - Returns: what `body` returns.
  /// - Throws: as the other form, and what `body` throws.
  package static func load<Value: Sendable>(
    _ script: SQLScript, in surroundings: Surroundings, ignoring: IgnoreRules = IgnoreRules(),
    at place: ScratchPlace = .privateServer, settlesWording: Bool = true,
    whole: (@Sendable () throws -> Surroundings)? = nil, tell: @Sendable (String) -> Void = { _ in },
    then body: @Sendable (DesiredSchemas, PlanTrial) throws -> Value
  ) async throws -> Value {
    let control = ApplyControl()
    return try await withTaskCancellationHandler {
      tell("starting a scratch server")
      let scratch = try await ScratchDatabases.open(at: place, for: surroundings)
      let outcome: Result<Value, any Error>
      do {
        var (desired, readRelative) = try load(
          script, in: surroundings, ignoring: ignoring, whole, on: scratch, control, tell: tell)
        let renaming = zip(desired.target.schemas, desired.schemas).map { Renaming(desired.renames, of: $0, to: $1) }
        desired.renaming = renaming.flatMap(\.changes)
        desired.renamingBack = renaming.reversed().flatMap(\.wayBack)
        desired.refusals = renaming.flatMap(\.refusals)
        if !desired.renaming.isEmpty {
          tell("renaming")
          desired.current = try RenamedState.make(desired.renaming, in: desired.target, on: scratch)
        }
        if settlesWording {
          tell("comparing texts")
          (desired.schemas, desired.relative) = try Wording.settled(
            desired.schemas, readRelative.value, in: desired.current, on: scratch)
        } else {
          desired.relative = try readRelative.value()
        }
        desired.notes = scratch.notes + desired.notes
        outcome = .success(try body(desired, PlanTrial(scratch: scratch, control: control)))
      } catch { outcome = .failure(control.isStopping ? DesiredStateError.interrupted : error) }
      tell("removing what was made for it")
      await scratch.end()
      return try outcome.get()
    } onCancel: {
      try? control.stopNow()
    }
  }

  /// The schemas, which lack those with relative names: these are still being read.
  private static func load(
    _ script: SQLScript, in surroundings: Surroundings, ignoring: IgnoreRules,
    _ whole: (() throws -> Surroundings)?, on scratch: ScratchDatabases, _ control: ApplyControl,
    tell: (String) -> Void
  ) throws -> (DesiredSchemas, relative: Meanwhile<[DatabaseSchema], any Error>) {
    tell("making a scratch database")
    // What is ignored is known only from what is there.
    let surroundings = try ignoring == IgnoreRules() ? surroundings : whole?() ?? surroundings
    let (parameters, missing) = try scratch.make(like: surroundings)
    // Two for the texts that differ, and one for a trial.
    scratch.makeAhead(3)
    let ignored = surroundings.schemas.compactMap { $0.without(ignoring.applied(to: $0))?.withoutTablespaces }
    let failures = try SchemaRebuild.run(
      surroundings.neighbours.map(\.withoutTablespaces) + surroundings.schemas.map(\.alone),
      over: try Connection(parameters))
    // What is ignored is made when the SQL turns out to need it.
    let pending = failures.map(\.statement) + (ignored.isEmpty ? [] : SchemaScript(ignored).statements)
    var run = ScriptRun(
      in: surroundings, on: scratch, pending: pending, missing: missing.map(\.name), ignored: ignored, control: control)
    tell("running \(script.statements.count) statements")
    let start = ContinuousClock.now
    try run.run(script, over: try Connection(parameters))
    let loading = ContinuousClock.now - start
    tell("reading the result")
    let target = try whole?() ?? surroundings
    let (user, version, given, renames) = (scratch.user, scratch.server, run.given, run.renames)
    @Sendable func settled(_ names: CatalogNames, like originals: [DatabaseSchema]) throws -> [DatabaseSchema] {
      guard !originals.isEmpty else { return [] }
      guard !control.isStopping else { throw DesiredStateError.interrupted }
      // Another session, since the SQL may have changed settings of its own.
      let found = try CatalogReader.read(originals.map(\.name), names: names, over: try Connection(parameters))
      return try originals.map { current in
        var schema = try found.schema(current.name)
        if version.major > target.serverVersion.major { schema.forget(since: target.serverVersion) }
        return schema.replacingOwner(user, but: given, byThoseOf: current, orBy: target.user, renames: renames)
      }
    }
    // Nobody needs these before the others are compared.
    let relative = Meanwhile { try settled(.relative, like: target.relative) }
    let schemas = try settled(.qualified, like: target.schemas)
    let notes = missing.map { "extension \($0.name.text) of the target is not on the scratch server: \($0.reason)" }
    let desired = DesiredSchemas(
      schemas: schemas, relative: [], target: target, current: target, renames: run.renames, notes: notes + run.notes,
      loading: loading, server: scratch.server)
    return (desired, relative)
  }
}

extension DatabaseSchema {
  /// The schema with its owner, comment and rights, and nothing in it.
  var alone: DatabaseSchema {
    var schema = DatabaseSchema(name: name)
    schema.owner = owner
    schema.comment = comment
    schema.privileges = privileges.filter { $0.object.kind == .schema }
    return schema
  }

  /// Leaves out what a newer server says and the target cannot know.
  mutating func forget(since server: ServerVersion) {
    if server.major < 18 {
      // NOT NULL has a name and flags since PostgreSQL 18.
      for table in tables.indices {
        for column in tables[table].columns.indices where tables[table].columns[column].notNull != nil {
          tables[table].columns[column].notNull = Column.NotNull()
        }
      }
    }
    if server.major < 17 {
      for index in privileges.indices { privileges[index].grants.removeAll { $0.right == "MAINTAIN" } }
    }
  }
}
