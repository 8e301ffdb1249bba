/// One subcommand of `ALTER TABLE`.
///
/// Source: PostgreSQL manual, ALTER TABLE.
package enum TableAction: Hashable, Sendable {
  case addColumn(AddedColumn)
  case dropColumn(Identifier, isCascading: Bool)
  case renameColumn(Identifier, to: Identifier)
  case alterColumnType(Identifier, to: ColumnType, by: TypeConversion)
  /// `SET DEFAULT` with the functions that it calls, or `DROP DEFAULT`.
  case changeDefault(Identifier, functions: [Identifier], isDropped: Bool)
  case setNotNull(Identifier)
  case dropNotNull(Identifier)
  case addIdentity(Identifier)
  case changeIdentity(Identifier)
  case dropIdentity(Identifier)
  case dropExpression(Identifier)
  /// `SET EXPRESSION AS (…)` (PostgreSQL 17).
  case setExpression(Identifier)
  case setColumnStatistics(Identifier)
  /// `SET (n_distinct …)`.
  case setColumnOptions(Identifier)
  case setColumnStorage(Identifier)
  case setColumnCompression(Identifier)

  case addConstraint(AddedConstraint)
  case validateConstraint(Identifier)
  case dropConstraint(Identifier, isCascading: Bool)
  case renameConstraint(Identifier, to: Identifier)
  case alterConstraint(Identifier, isNotEnforced: Bool)

  case rename(to: Identifier)
  case setSchema(Identifier)
  case changeOwner(to: Identifier)
  /// `SET (…)`; a `RESET` has no values.
  case setStorageParameters([StorageParameter])
  case setLogged(Bool)
  case setTablespace(Identifier)
  /// Nil for `DEFAULT`.
  case setAccessMethod(Identifier?)
  case attachPartition(QualifiedName, PartitionBound)
  case detachPartition(QualifiedName, isConcurrent: Bool)
  case finishDetach(QualifiedName)
  case inherit(QualifiedName)
  case noInherit(QualifiedName)
  /// `ENABLE | DISABLE … TRIGGER`.
  case changeTriggers(TriggerSwitch)
  /// `ENABLE | DISABLE … RULE`.
  case changeRules
  /// `ENABLE | DISABLE | FORCE | NO FORCE ROW LEVEL SECURITY`.
  case changeRowSecurity(RowSecuritySwitch)
  case setReplicaIdentity(Table.ReplicaIdentity)
  /// `CLUSTER ON`, `SET WITHOUT CLUSTER`.
  case changeClusterIndex
  /// Anything else, in the parser's words.
  case other(String)
}

/// `ENABLE | DISABLE … TRIGGER`.
package enum TriggerSwitch: Hashable, Sendable {
  case enable(Identifier), disable(Identifier)
  /// `ALL`: foreign keys' own triggers too.
  case enableAll, disableAll
  /// `USER`: all but those of constraints.
  case enableUser, disableUser
}

/// `ENABLE | DISABLE | FORCE | NO FORCE ROW LEVEL SECURITY`.
package enum RowSecuritySwitch: Hashable, Sendable { case enable, disable, force, noForce }

/// How `ALTER COLUMN … TYPE` gets the new values.
package enum TypeConversion: Hashable, Sendable {
  /// No `USING`, or `USING` the column itself, or a cast of it to the new type.
  case plainCast
  /// `USING` a cast of the column to another type first.
  case cast(ColumnType)
  /// `USING` with anything else.
  case computed(WrittenExpression)

  var isComputed: Bool {
    if case .computed = self { true } else { false }
  }
}

/// An expression of a statement.
package struct WrittenExpression: Hashable, Sendable {
  /// As written; nil where it cannot be told where it ends.
  package var text: CatalogSQL?
  /// The functions that it calls, names without schema.
  package var functions: [Identifier]

  package init(_ text: CatalogSQL?, functions: [Identifier] = []) {
    self.text = text
    self.functions = functions
  }
}
