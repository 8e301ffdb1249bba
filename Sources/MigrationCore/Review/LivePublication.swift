/// A publication of the target.
package struct LivePublication: Hashable, Sendable {
  /// `FOR ALL TABLES`.
  package var hasAllTables = false
  /// `FOR TABLES IN SCHEMA`.
  package var schemas: Set<Identifier> = []
  /// Whether it publishes UPDATE or DELETE.
  package var publishesChanges = true

  package init() {}
}
