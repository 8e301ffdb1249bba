import LiveDatabase
import MigrationCore
import Postgres

/// Whether a schema is still the one that a plan was made for.
struct FingerprintCheck {
  /// pgschema's hash.
  private let fingerprint: String?
  /// Ours, of everything.
  private let catalogHash: String?
  private let schema: Identifier
  private let ignored: IgnoreRules

  /// What is `ignored` now has to be what was ignored when the plan was made.
  init(_ plan: Plan, schema: Identifier, ignoring ignored: IgnoreRules) {
    fingerprint = plan.sourceFingerprint
    catalogHash = plan.countersign?.catalogHash
    self.schema = schema
    self.ignored = ignored
  }

  /// Whether the plan says anything of the schema that it was made for; one that does not is for any, as in pgschema.
  var hasExpectation: Bool { fingerprint != nil || catalogHash != nil }

  /// Reads the schema and compares.
  ///
  /// - Throws: `ApplyError.schemaDrifted`, or what reading throws.
  func require(over connection: borrowing Connection) throws {
    guard hasExpectation else { return }
    let found = try CatalogReader.read(schema, ignoring: ignored, over: connection)
    guard let difference = difference(found) else { return }
    throw ApplyError.schemaDrifted(expected: difference.expected, actual: difference.actual)
  }

  /// The first hash that is another; nil when none is.
  func difference(_ found: SchemaSnapshot) -> (expected: String, actual: String)? {
    if let fingerprint, !found.fingerprint.accepts(fingerprint) { return (fingerprint, found.fingerprint.hash) }
    guard let catalogHash else { return nil }
    let actual = CatalogHash(of: ignored.applied(to: found.schema)).hex
    return actual == catalogHash ? nil : (catalogHash, actual)
  }
}
