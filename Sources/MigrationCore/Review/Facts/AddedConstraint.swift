/// A constraint that is added to a table, on its own or with a column.
package struct AddedConstraint: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// With the columns that the condition proves to be not null (`a IS NOT NULL AND …`).
    case check(provesNotNull: [Identifier])
    case foreignKey(ForeignKeyClause)
    case unique, primaryKey, exclusion
    /// PostgreSQL 18's named one.
    case notNull(Identifier)
  }
  /// Nil when PostgreSQL chooses the name.
  package var name: Identifier?
  package var kind: Kind
  /// The constrained columns; of a CHECK those that it mentions.
  package var columns: [Identifier]
  package var isNotValid: Bool
  /// `USING INDEX`.
  package var index: Identifier?
  package var isDeferrable = false
  package var isInitiallyDeferred = false
  package var isNullsNotDistinct = false
  /// `INCLUDE (…)`.
  package var included: [Identifier] = []
  /// `NO INHERIT`.
  package var isLocal = false
  /// Whether a CHECK can be false where all its columns are NULL: `coalesce(a, 0) > 0`; true where that is not known.
  package var mayRefuseNull = false
  /// The functions that a CHECK calls, names without schema.
  package var functions: [Identifier] = []
  /// What an EXCLUDE compares.
  package var exclusion: [ExclusionElement] = []
  /// The condition of a CHECK, or of the rows that an EXCLUDE is about, as written, without its parentheses; nil where
  /// there is none, or where it cannot be told where it ends.
  package var condition: CatalogSQL?
  /// `NOT ENFORCED` (PostgreSQL 18).
  package var isNotEnforced = false
  /// `WITHOUT OVERLAPS` or `PERIOD` (PostgreSQL 18): the last column is a range of time.
  package var isTemporal = false

  package init(
    _ name: Identifier?, _ kind: Kind, columns: [Identifier] = [], isNotValid: Bool = false, index: Identifier? = nil
  ) {
    self.name = name
    self.kind = kind
    self.columns = columns
    self.isNotValid = isNotValid
    self.index = index
  }

  /// The foreign key's clause, of one that is.
  package var foreignKey: ForeignKeyClause? {
    if case .foreignKey(let key) = kind { key } else { nil }
  }
}

extension AddedConstraint {
  /// What no two rows may have in common, also of a key over time; empty of other constraints.
  package var excluded: [ExclusionElement] {
    guard isTemporal, foreignKey == nil else { return exclusion }
    return columns.map { ExclusionElement(IndexKey(column: $0), CatalogSQL($0 == columns.last ? "&&" : "=")) }
  }
}

/// What no two rows may have in common: `room WITH =`.
package struct ExclusionElement: Hashable, Sendable {
  package var key: IndexKey
  /// `&&`, or `OPERATOR(schema.&&)`.
  package var comparison: CatalogSQL

  package init(_ key: IndexKey, _ comparison: CatalogSQL) {
    self.key = key
    self.comparison = comparison
  }
}

/// `REFERENCES`.
package struct ForeignKeyClause: Hashable, Sendable {
  package enum Action: Hashable, Sendable { case noAction, restrict, cascade, setNull, setDefault }
  package var references: QualifiedName
  /// Empty when the primary key is meant.
  package var columns: [Identifier] = []
  /// Nil when the text has none.
  package var onDelete: Action?
  package var onUpdate: Action?
  package var isMatchFull = false

  package init(to table: QualifiedName) { references = table }
}
