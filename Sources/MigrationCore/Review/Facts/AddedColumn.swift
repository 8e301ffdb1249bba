/// A column as `ADD COLUMN` or `CREATE TABLE` defines it.
package struct AddedColumn: Hashable, Sendable {
  package var name: Identifier
  package var type: ColumnType
  /// `IF NOT EXISTS`.
  package var hasGuard = false
  package var hasDefault = false
  /// The functions that the default calls, names without schema.
  package var defaultFunctions: [Identifier] = []
  package var isNotNull = false
  package var isIdentity = false
  /// `GENERATED ALWAYS AS (…) STORED`.
  package var isStoredGenerated = false
  /// `GENERATED ALWAYS AS (…) [VIRTUAL]` (PostgreSQL 18).
  package var isVirtualGenerated = false
  package var collation: QualifiedName?
  /// `COMPRESSION method`.
  package var compression: Identifier?
  package var constraints: [AddedConstraint] = []

  package init(_ name: Identifier, _ type: ColumnType) {
    self.name = name
    self.type = type
  }

  /// `smallserial`, `serial`, `bigserial`: an integer column with a sequence of its own.
  package var isSerial: Bool {
    type.schema == nil && ["serial", "serial2", "serial4", "serial8", "bigserial", "smallserial"].contains(type.name)
  }
}
