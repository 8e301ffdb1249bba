/// `CREATE INDEX`.
package struct CreatedIndex: Hashable, Sendable {
  /// Nil when PostgreSQL chooses the name.
  package var name: QualifiedName?
  package var table: QualifiedName
  package var isUnique = false
  package var isConcurrent = false
  /// `ON ONLY`: the parent alone, nothing is built.
  package var isOnly = false
  /// `IF NOT EXISTS`.
  package var hasGuard = false
  package var accessMethod: Identifier = "btree"
  package var keys: [IndexKey] = []
  /// `INCLUDE (…)`.
  package var included: [Identifier] = []
  /// `WHERE …`.
  package var isPartial = false
  /// The condition of a partial index as written; nil where it cannot be told where it ends.
  package var predicate: CatalogSQL?
  /// The functions that keys and predicate call, names without schema.
  package var functions: [Identifier] = []
  package var isNullsNotDistinct = false
  /// `WITH (…)`.
  package var parameters: [StorageParameter] = []
  package var tablespace: Identifier?

  package init(_ name: QualifiedName?, on table: QualifiedName) {
    self.name = name
    self.table = table
  }
}

/// One column or expression of an index key.
package struct IndexKey: Hashable, Sendable {
  /// Nil for an expression.
  package var column: Identifier?
  /// An expression as written; nil for a column.
  package var expression: CatalogSQL?
  package var collation: QualifiedName?
  package var operatorClass: Identifier?
  package var isDescending = false
  /// `NULLS FIRST | LAST`, where it is written.
  package var nullsFirst: Bool?

  package init(column: Identifier?) { self.column = column }
}
