import LiveDatabase
import MigrationCore
import Postgres

/// Whether a schema is still the one that a plan was made for.
struct FingerprintCheck {
  private let expected: String?
  private let schema: Identifier
  private let ignored: IgnoreRules

  /// What is `ignored` now has to be what was ignored when the plan was made.
  init(_ plan: Plan, schema: Identifier, ignoring ignored: IgnoreRules) {
    expected = plan.sourceFingerprint
    self.schema = schema
    self.ignored = ignored
  }

  /// Reads the fingerprint and compares; a plan without one has nothing to compare with, as in pgschema.
  ///
  /// - Throws: `ApplyError.schemaDrifted`, or what reading throws.
  func require(over connection: borrowing Connection) throws {
    guard let expected else { return }
    let found = try CatalogReader.read(schema, ignoring: ignored, over: connection).fingerprint
    guard found.accepts(expected) else { throw ApplyError.schemaDrifted(expected: expected, actual: found.hash) }
  }
}
