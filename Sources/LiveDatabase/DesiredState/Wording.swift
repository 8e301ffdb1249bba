import MigrationCore
import Postgres

/// Tells texts that mean the same from texts that differ.
enum Wording {
  /// The desired schemas with the target's text wherever that means the same, and the same with relative names.
  ///
  /// PostgreSQL prints what it has parsed, and what it prints parses into what it prints once more: a text that was
  /// loaded again from print is settled. So the two sides are compared as they are after one more load.
  ///
  /// - Parameters:
  ///   - desired: as read after the SQL ran.
  ///   - relative: the same with relative names, once they have been read.
  ///   - surroundings: of the target, with the current schemas.
  ///   - scratch: where to load.
  /// - Returns: `desired` and `relative`, but for texts.
  /// - Throws: ``DesiredStateError``, `PostgresError` or ``CatalogReadingError``.
  static func settled(
    _ desired: [DatabaseSchema], _ relative: () throws -> [DatabaseSchema], in surroundings: Surroundings,
    on scratch: ScratchDatabases
  ) throws -> (qualified: [DatabaseSchema], relative: [DatabaseSchema]) {
    // Foreign keys have no expressions that could be worded differently, and would bring half of the tables along.
    let ((before, current), (after, wanted)) = try simultaneously(
      { (surroundings.schemas.map(\.withoutForeignKeys), texts(of: surroundings.schemas, besides: desired)) },
      { (desired.map(\.withoutForeignKeys), texts(of: desired, besides: surroundings.schemas)) })
    let differing = wanted.filter { place, text in current[place].map { $0 != text } ?? false }
    guard !differing.isEmpty else { return (desired, try relative()) }
    let objects = Set(differing.keys.map(\.object))
    let (one, other) = try (scratch.make(like: surroundings).parameters, scratch.make(like: surroundings).parameters)
    let (settledBefore, settledAfter) = try simultaneously(
      { try reloaded(before.part(with: objects), in: surroundings, at: one) },
      { try reloaded(after.part(with: objects), in: surroundings, at: other) })
    let same = Set(differing.keys.filter { settledAfter[$0] != nil && settledAfter[$0] == settledBefore[$0] })
    guard !same.isEmpty else { return (desired, try relative()) }
    return (
      desired.map { $0.taking(current, at: same) },
      try relative().map { $0.taking(texts(of: surroundings.relative), at: same) }
    )
  }

  /// The texts of schemas that were made of their own texts; what does not come about has none.
  private static func reloaded(
    _ schemas: [DatabaseSchema], in surroundings: Surroundings, at parameters: ConnectionParameters
  ) throws -> [TextPlace: CatalogSQL] {
    let connection = try Connection(parameters)
    // Rights have no texts; and without those it matters little whose anything is.
    let neighbours = surroundings.neighbours.map(\.withoutTablespaces)
    _ = try SchemaRebuild.run(neighbours + schemas.map(\.withoutTablespaces), over: connection)
    return texts(of: try CatalogReader.read(schemas.map(\.name), over: connection).schemas)
  }

  /// The texts of schemas but for foreign keys and for tables that are exactly so in the other pictures of the schemas.
  private static func texts(
    of schemas: [DatabaseSchema], besides others: [DatabaseSchema]
  ) -> [TextPlace: CatalogSQL] {
    texts(
      of: schemas.map { schema in
        let other = others.first { $0.name == schema.name }
        return (other.map(schema.withoutTables(alsoIn:)) ?? schema).withoutForeignKeys
      })
  }

  private static func texts(of schemas: [DatabaseSchema]) -> [TextPlace: CatalogSQL] {
    schemas.dropFirst().reduce(into: schemas.first?.texts ?? [:]) { $0.merge($1.texts) { first, _ in first } }
  }
}

extension DatabaseSchema {
  /// The schema with other texts at some places.
  fileprivate func taking(_ texts: [TextPlace: CatalogSQL], at places: Set<TextPlace>) -> DatabaseSchema {
    var schema = self
    schema.rewriteTexts { place, text in places.contains(place) ? texts[place] ?? text : text }
    return schema
  }
}
