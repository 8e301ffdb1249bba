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
  /// `NO INHERIT`.
  package var isLocal = false
  /// The functions that a CHECK calls, names without schema.
  package var functions: [Identifier] = []
  /// The condition of a CHECK as written, without its parentheses.
  package var condition: CatalogSQL?
  /// `NOT ENFORCED` (PostgreSQL 18).
  package var isNotEnforced = false

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
