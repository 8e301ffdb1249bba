package import MigrationCore
package import Postgres

/// Whether the schemas of a plan are still what it was made for.
package struct FingerprintCheck: Sendable {
  /// What each has to be like.
  private let expected: [PlannedSchema]
  private let ignored: IgnoreRules

  /// What is `ignored` now has to be what was ignored when the plan was made.
  package init(_ plan: Plan, schemas: [Identifier], ignoring ignored: IgnoreRules) {
    let listed = plan.countersign?.schemas ?? []
    let one = PlannedSchema(
      name: schemas.first ?? "public", sourceFingerprint: plan.sourceFingerprint,
      catalogHash: plan.countersign?.catalogHash)
    expected = listed.isEmpty ? [one] : listed
    self.ignored = ignored
  }

  /// For schemas of which nothing is expected.
  package init(schemas: [Identifier], ignoring ignored: IgnoreRules) {
    expected = schemas.map { PlannedSchema(name: $0, sourceFingerprint: nil, catalogHash: nil) }
    self.ignored = ignored
  }

  /// Whether the plan says anything of the schemas that it was made for; one that does not is for any, as in pgschema.
  package var hasExpectation: Bool { expected.contains { $0.sourceFingerprint != nil || $0.catalogHash != nil } }

  /// Reads the schemas of the plan.
  ///
  /// - Throws: what reading throws.
  package func read(over connection: borrowing Connection) throws -> [SchemaSnapshot] {
    var found: [SchemaSnapshot] = []
    for schema in expected { found.append(try CatalogReader.read(schema.name, ignoring: ignored, over: connection)) }
    return found
  }

  /// Reads the schemas and compares.
  ///
  /// - Returns: the schemas as they are.
  /// - Throws: `ApplyError.schemaDrifted`, or what reading throws.
  @discardableResult
  package func require(over connection: borrowing Connection) throws -> [SchemaSnapshot] {
    let found = try read(over: connection)
    guard hasExpectation, let difference = difference(found) else { return found }
    throw ApplyError.schemaDrifted(expected: difference.expected, actual: difference.actual)
  }

  /// The schemas as they were found, without what is ignored.
  func state(_ found: [SchemaSnapshot]) -> TargetState { TargetState(found, ignoring: ignored) }

  /// The names of the schemas, in the order of the `search_path`.
  package var schemaNames: [Identifier] { expected.map(\.name) }

  /// The first hash that is another; nil when none is.
  package func difference(_ found: [SchemaSnapshot]) -> (expected: String, actual: String)? {
    for (schema, found) in zip(expected, found) {
      if let hash = schema.sourceFingerprint, !found.fingerprint.accepts(hash) { return (hash, found.fingerprint.hash) }
      guard let hash = schema.catalogHash else { continue }
      let actual = CatalogHash(of: ignored.applied(to: found.schema)).hex
      if actual != hash { return (hash, actual) }
    }
    return nil
  }
}
