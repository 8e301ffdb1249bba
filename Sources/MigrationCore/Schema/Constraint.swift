/// A constraint of a table; those of domains are `DomainConstraint`.
package struct Constraint: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case primaryKey, unique, exclusion
    /// With its expression, not wrapped in `CHECK (…)`.
    case check(CatalogSQL)
    case foreignKey(ForeignKey)
  }

  package var name: Identifier
  package var kind: Kind
  /// `conkey` in its order; for a check the columns that it uses, for an exclusion those that are no expression.
  package var columns: [Identifier] = []
  /// `pg_get_constraintdef`, whole: what follows `ADD CONSTRAINT name`.
  package var definition: CatalogSQL
  /// Behind a primary key, unique or exclusion constraint; its name is the constraint's.
  package var index: Index?
  package var isDeferrable = false
  package var isInitiallyDeferred = false
  package var isValidated = true
  /// `NOT ENFORCED` when false (PostgreSQL 18).
  package var isEnforced = true
  /// Of a check; for other kinds `connoinherit` says nothing but how the constraint came about.
  package var noInherit = false
  /// `WITHOUT OVERLAPS` or `PERIOD` (PostgreSQL 18).
  package var hasPeriod = false
  /// Declared in this table, not only inherited.
  package var isLocal = true
  package var inheritanceCount = 0
  /// True when it is the copy that a partition got from its parent's constraint.
  package var isPartitionCopy = false
  package var comment: StoredText?

  package init(name: Identifier, kind: Kind, definition: CatalogSQL) {
    self.name = name
    self.kind = kind
    self.definition = definition
  }
}

/// What a foreign key points at and does.
package struct ForeignKey: Hashable, Sendable {
  /// `confupdtype`, `confdeltype`.
  package enum Action: String, Hashable, Sendable, CaseIterable {
    case noAction = "a"
    case restrict = "r"
    case cascade = "c"
    case setNull = "n"
    case setDefault = "d"
  }

  /// `confmatchtype`.
  package enum Match: String, Hashable, Sendable, CaseIterable {
    case simple = "s"
    case full = "f"
    case partial = "p"
  }

  package var referencedTable: QualifiedName
  /// Paired with `Constraint.columns`.
  package var referencedColumns: [Identifier]
  package var onUpdate: Action = .noAction
  package var onDelete: Action = .noAction
  package var match: Match = .simple
  /// `ON DELETE SET NULL (columns)`; empty for all.
  package var onDeleteColumns: [Identifier] = []

  package init(referencedTable: QualifiedName, referencedColumns: [Identifier]) {
    self.referencedTable = referencedTable
    self.referencedColumns = referencedColumns
  }
}

extension Constraint {
  /// Whether it is a key, which foreign keys of other tables can need.
  var isKey: Bool {
    switch kind {
    case .primaryKey, .unique: true
    case .exclusion, .check, .foreignKey: false
    }
  }

  var isForeignKey: Bool {
    switch kind {
    case .foreignKey: true
    case .primaryKey, .unique, .exclusion, .check: false
    }
  }

  var isCheck: Bool {
    switch kind {
    case .check: true
    case .primaryKey, .unique, .exclusion, .foreignKey: false
    }
  }

  /// Whether the table gets it by itself, from a parent.
  ///
  /// A partition's own index constraint is made first and attached later, so that it keeps its name; a check is
  /// inherited with the parent and a foreign key's copy is made with the parent's.
  func comes(withParentOf table: Table) -> Bool {
    switch kind {
    case .primaryKey, .unique, .exclusion: false
    case .check: !isLocal && table.partition == nil
    case .foreignKey: isPartitionCopy
    }
  }
}
