/// A view or a materialized view.
package struct View: Hashable, Sendable {
  /// What only a materialized view has.
  package struct Materialization: Hashable, Sendable {
    /// False after `WITH NO DATA`.
    package var isPopulated = true
    package var accessMethod: Identifier?
    /// Nil for the database's default.
    package var tablespace: Identifier?
    /// Options of its TOAST table, without the prefix `toast.`.
    package var toastOptions: [StorageOption] = []
    package var indexes: [Index] = []

    package init() {}
  }

  package var objectKind: ObjectKind { materialization == nil ? .view : .materializedView }

  package var name: Identifier
  package var owner: Identifier = ""
  package var comment: StoredText?
  package var extensionName: Identifier?
  /// `pg_get_viewdef` without its final semicolon.
  package var definition: CatalogSQL
  /// Names, types, defaults and comments of its columns.
  package var columns: [Column] = []
  /// `reloptions` as stored: `security_barrier`, `check_option`, a materialized view's storage parameters.
  package var options: [StorageOption] = []
  package var triggers: [Trigger] = []
  /// Nil for a plain view.
  package var materialization: Materialization?

  package init(name: Identifier, definition: CatalogSQL) {
    self.name = name
    self.definition = definition
  }
}
