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

extension TableAction {
  /// The order in which PostgreSQL goes through the subcommands of one ALTER TABLE (`AT_PASS_…` in its `tablecmds.c`).
  enum Pass: CaseIterable, Hashable { case drops, types, newColumns, rest }

  var pass: Pass {
    switch self {
    case .dropColumn, .dropConstraint: .drops
    case .alterColumnType: .types
    case .addColumn: .newColumns
    case .renameColumn, .changeDefault, .setNotNull, .dropNotNull, .addIdentity, .changeIdentity, .dropIdentity,
      .dropExpression, .setExpression, .setColumnStatistics, .setColumnOptions, .setColumnStorage,
      .setColumnCompression, .addConstraint, .validateConstraint, .renameConstraint, .alterConstraint, .rename,
      .setSchema, .changeOwner, .setStorageParameters, .setLogged, .setTablespace, .setAccessMethod, .attachPartition,
      .detachPartition, .finishDetach, .inherit, .noInherit, .changeTriggers, .changeRules, .changeRowSecurity,
      .setReplicaIdentity, .changeClusterIndex, .other:
      .rest
    }
  }

  /// Whether it is written for sequences, too: ALTER TABLE takes these for what all relations have.
  var isForSequencesToo: Bool {
    switch self {
    case .rename, .setSchema, .changeOwner: true
    case .addColumn, .dropColumn, .renameColumn, .alterColumnType, .changeDefault, .setNotNull, .dropNotNull,
      .addIdentity, .changeIdentity, .dropIdentity, .dropExpression, .setExpression, .setColumnStatistics,
      .setColumnOptions, .setColumnStorage, .setColumnCompression, .addConstraint, .validateConstraint,
      .dropConstraint, .renameConstraint, .alterConstraint, .setStorageParameters, .setLogged, .setTablespace,
      .setAccessMethod, .attachPartition, .detachPartition, .finishDetach, .inherit, .noInherit, .changeTriggers,
      .changeRules, .changeRowSecurity, .setReplicaIdentity, .changeClusterIndex, .other:
      false
    }
  }
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
