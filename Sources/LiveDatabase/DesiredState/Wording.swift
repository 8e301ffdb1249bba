import MigrationCore
import Postgres

/// Tells texts that mean the same from texts that differ.
enum Wording {
  /// The desired schemas with the target's text wherever that means the same.
  ///
  /// PostgreSQL prints what it has parsed, and what it prints parses into what it prints once more: a text that was
  /// loaded again from print is settled. So the two sides are compared as they are after one more load.
  ///
  /// - Parameters:
  ///   - desired: as read after the SQL ran.
  ///   - surroundings: of the target, with the current schemas.
  ///   - scratch: where to load.
  /// - Returns: `desired`, but for texts.
  /// - Throws: ``DesiredStateError``, `PostgresError` or ``CatalogReadingError``.
  static func settled(
    _ desired: [DatabaseSchema], in surroundings: Surroundings, on scratch: ScratchDatabases
  ) throws -> [DatabaseSchema] {
    let current = texts(of: surroundings.schemas)
    let differing = texts(of: desired).filter { place, text in current[place].map { $0 != text } ?? false }
    guard !differing.isEmpty else { return desired }
    let objects = Set(differing.keys.map(\.object))
    let before = try reloaded(surroundings.schemas.part(with: objects), in: surroundings, on: scratch)
    let after = try reloaded(desired.part(with: objects), in: surroundings, on: scratch)
    return desired.map { schema in
      var schema = schema
      schema.rewriteTexts { place, text in
        guard differing[place] != nil, let settled = after[place], settled == before[place] else { return text }
        return current[place] ?? text
      }
      return schema
    }
  }

  /// The texts of schemas that were made of their own texts; what does not come about has none.
  private static func reloaded(
    _ schemas: [DatabaseSchema], in surroundings: Surroundings, on scratch: ScratchDatabases
  ) throws -> [TextPlace: CatalogSQL] {
    let parameters = try scratch.make(like: surroundings).parameters
    let connection = try Connection(parameters)
    // Rights have no texts; and without those it matters little whose anything is.
    let neighbours = surroundings.neighbours.map(\.withoutTablespaces)
    _ = try SchemaRebuild.run(neighbours + schemas.map(\.withoutTablespaces), over: connection)
    return texts(of: try schemas.map { try CatalogReader.read($0.name, over: connection).schema })
  }

  private static func texts(of schemas: [DatabaseSchema]) -> [TextPlace: CatalogSQL] {
    schemas.reduce(into: [:]) { $0.merge($1.texts) { first, _ in first } }
  }
}
