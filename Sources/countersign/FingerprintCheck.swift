import LiveDatabase
import MigrationCore
import Postgres

/// Whether the schemas of a plan are still what it was made for.
struct FingerprintCheck {
  /// What each has to be like.
  private let expected: [PlannedSchema]
  private let ignored: IgnoreRules

  /// What is `ignored` now has to be what was ignored when the plan was made.
  init(_ plan: Plan, schemas: [Identifier], ignoring ignored: IgnoreRules) {
    let listed = plan.countersign?.schemas ?? []
    let one = PlannedSchema(
      name: schemas.first ?? "public", sourceFingerprint: plan.sourceFingerprint,
      catalogHash: plan.countersign?.catalogHash)
    expected = listed.isEmpty ? [one] : listed
    self.ignored = ignored
  }

  /// Whether the plan says anything of the schemas that it was made for; one that does not is for any, as in pgschema.
  var hasExpectation: Bool { expected.contains { $0.sourceFingerprint != nil || $0.catalogHash != nil } }

  /// Reads the schemas of the plan.
  ///
  /// - Throws: what reading throws.
  func read(over connection: borrowing Connection) throws -> [SchemaSnapshot] {
    var found: [SchemaSnapshot] = []
    for schema in expected { found.append(try CatalogReader.read(schema.name, ignoring: ignored, over: connection)) }
    return found
  }

  /// Reads the schemas and compares.
  ///
  /// - Throws: `ApplyError.schemaDrifted`, or what reading throws.
  func require(over connection: borrowing Connection) throws {
    guard hasExpectation, let difference = difference(try read(over: connection)) else { return }
    throw ApplyError.schemaDrifted(expected: difference.expected, actual: difference.actual)
  }

  /// The first hash that is another; nil when none is.
  func difference(_ found: [SchemaSnapshot]) -> (expected: String, actual: String)? {
    for (schema, found) in zip(expected, found) {
      if let hash = schema.sourceFingerprint, !found.fingerprint.accepts(hash) { return (hash, found.fingerprint.hash) }
      guard let hash = schema.catalogHash else { continue }
      let actual = CatalogHash(of: ignored.applied(to: found.schema)).hex
      if actual != hash { return (hash, actual) }
    }
    return nil
  }
}
