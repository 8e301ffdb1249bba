import MigrationCore
import Postgres

/// What the target is like once the renames have happened: PostgreSQL itself says how everything reads then.
enum RenamedState {
  /// Makes the current schemas again in a scratch database and renames there.
  ///
  /// - Parameters:
  ///   - changes: the renames.
  ///   - surroundings: of the target.
  ///   - scratch: where to do it.
  /// - Returns: the surroundings with the schemas as they are afterwards.
  /// - Throws: ``DesiredStateError``, `PostgresError` or ``CatalogReadingError``.
  static func make(
    _ changes: [PlannedChange], in surroundings: Surroundings, on scratch: ScratchDatabases
  ) throws -> Surroundings {
    let parameters = try scratch.make(like: surroundings).parameters
    let connection = try Connection(parameters)
    let schemas = surroundings.schemas.map(\.withoutTablespaces)
    _ = try SchemaRebuild.run(surroundings.neighbours.map(\.withoutTablespaces) + schemas, over: connection)
    let names = surroundings.schemas.map(\.name)
    let before = try CatalogReader.read(names, over: connection).schemas
    let relativeBefore = try CatalogReader.read(names, names: .relative, over: connection).schemas
    for change in changes { for step in change.steps { try connection.execute(step.sql.text) } }
    var renamed = surroundings
    renamed.schemas = zip(
      zip(try CatalogReader.read(names, over: connection).schemas, before), surroundings.schemas
    ).map { $0.0.worded(like: $1, unchangedSince: $0.1) }
    renamed.relative = zip(
      zip(try CatalogReader.read(names, names: .relative, over: connection).schemas, relativeBefore),
      surroundings.relative
    ).map { $0.0.worded(like: $1, unchangedSince: $0.1) }
    return renamed
  }
}
