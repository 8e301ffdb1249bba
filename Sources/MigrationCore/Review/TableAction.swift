/// One subcommand of `ALTER TABLE`.
///
/// Source: PostgreSQL manual, ALTER TABLE.
package enum TableAction: Hashable, Sendable {
  case addColumn(AddedColumn)
  case dropColumn(Identifier, isCascading: Bool)
  case renameColumn(Identifier, to: Identifier)
  case alterColumnType(Identifier, to: ColumnType, by: TypeConversion)
  case changeDefault(Identifier)
  case setNotNull(Identifier)
  case dropNotNull(Identifier)
  case addIdentity(Identifier)
  case changeIdentity(Identifier)
  case dropIdentity(Identifier)
  case dropExpression(Identifier)
  /// `SET STATISTICS`, `SET (n_distinct …)`.
  case setColumnStatistics(Identifier)
  /// `SET STORAGE`, `SET COMPRESSION`.
  case setColumnStorage(Identifier)

  case addConstraint(AddedConstraint)
  case validateConstraint(Identifier)
  case dropConstraint(Identifier, isCascading: Bool)
  case renameConstraint(Identifier, to: Identifier)
  case alterConstraint(Identifier)

  case rename(to: Identifier)
  case setSchema(Identifier)
  case changeOwner
  case setStorageParameters
  case setLogged(Bool)
  case setTablespace
  case setAccessMethod
  case attachPartition(QualifiedName)
  case detachPartition(QualifiedName, isConcurrent: Bool)
  case finishDetach(QualifiedName)
  case inherit(QualifiedName)
  case noInherit(QualifiedName)
  /// `ENABLE | DISABLE … TRIGGER`.
  case changeTriggers
  /// `ENABLE | DISABLE … RULE`.
  case changeRules
  /// `ENABLE | DISABLE | FORCE | NO FORCE ROW LEVEL SECURITY`.
  case changeRowSecurity
  case setReplicaIdentity
  /// `CLUSTER ON`, `SET WITHOUT CLUSTER`.
  case changeClusterIndex
  /// Anything else, in the parser's words.
  case other(String)
}

/// `ADD COLUMN`.
package struct AddedColumn: Hashable, Sendable {
  package var name: Identifier
  package var type: ColumnType
  package var hasDefault = false
  /// The functions that the default calls, names without schema.
  package var defaultFunctions: [Identifier] = []
  package var isNotNull = false
  package var isIdentity = false
  /// `GENERATED ALWAYS AS (…) STORED`.
  package var isStoredGenerated = false
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

/// A constraint that is added to a table, on its own or with a column.
package struct AddedConstraint: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// With the columns that the condition proves to be not null (`a IS NOT NULL AND …`).
    case check(provesNotNull: [Identifier])
    case foreignKey(references: QualifiedName)
    case unique, primaryKey, exclusion
    /// PostgreSQL 18's named one.
    case notNull(Identifier)
  }
  /// Nil when PostgreSQL chooses the name.
  package var name: Identifier?
  package var kind: Kind
  package var columns: [Identifier]
  package var isNotValid: Bool
  /// `USING INDEX`.
  package var index: Identifier?

  package init(
    _ name: Identifier?, _ kind: Kind, columns: [Identifier] = [], isNotValid: Bool = false, index: Identifier? = nil
  ) {
    self.name = name
    self.kind = kind
    self.columns = columns
    self.isNotValid = isNotValid
    self.index = index
  }
}

/// How `ALTER COLUMN … TYPE` gets the new values.
package enum TypeConversion: Hashable, Sendable {
  /// No `USING`, or `USING` the column itself, or a cast of it to the new type.
  case plainCast
  /// `USING` with anything else.
  case computed
}
