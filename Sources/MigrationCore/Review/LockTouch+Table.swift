extension ReviewContext {
  /// The rows of the lock table that a subcommand of `ALTER TABLE` stands for.
  func touches(changing table: QualifiedName, _ change: TableAction, at step: ReviewedStep) -> [LockTouch] {
    let isAlone = step.facts.tablesAlone.contains(table) || isLocal(change, of: table, before: step)
    return forms(changing: table, change, at: step).map { touch in
      var touch = touch
      touch.isAlone = isAlone
      return touch
    }
  }

  /// Whether a constraint is `NO INHERIT`, and nothing below the table is locked for it; 18 locks first and looks then.
  private func isLocal(_ change: TableAction, of table: QualifiedName, before step: ReviewedStep) -> Bool {
    if case .addConstraint(let added) = change { return added.isLocal && (live?.serverVersion ?? 0) < 180_000 }
    guard case .validateConstraint(let name) = change else { return false }
    return state(of: table, before: step)?.constraint(name)?.added.isLocal ?? false
  }

  private func forms(
    changing table: QualifiedName, _ change: TableAction, at step: ReviewedStep
  ) -> [LockTouch] {
    switch change {
    case .addColumn(let column):
      let referenced = column.constraints.compactMap(\.referencedTable).filter { $0 != table }
      return [LockTouch(work(adding: column, at: step), table)]
        + referenced.map { LockTouch(.addColumnWithForeignKey, table, LockTouch.companions(.referencedTable, [$0])) }
    case .dropColumn(let column, _):
      let referenced = foreignKeys(on: column, of: table).filter { $0.part == .referencedTable }
      return [LockTouch(.dropColumn, table, referenced + sequences(of: table, column))]
    case .alterColumnType(let column, let type, let conversion):
      var touch = LockTouch(work(changing: column, of: table, to: type, by: conversion, at: step), table)
      touch.companions = foreignKeys(on: column, of: table)
      if live == nil {
        touch.unknownRelations = "tables that foreign keys of the column connect, for want of a database"
      }
      return [touch]
    case .setLogged: return [LockTouch(.setLogged, table, sequences(of: table))]
    case .setNotNull(let column):
      let isProved = notNullProof(of: column, in: table, before: step) != nil
      let isNotNull = relation(table)?.columns[column]?.isNotNull ?? false
      return [LockTouch(isNotNull ? .setNotNullAgain : isProved ? .setNotNullProved : .setNotNull, table)]
    case .addConstraint(let constraint): return [addition(of: constraint, to: table, at: step)]
    case .validateConstraint(let name):
      guard let referenced = foreignKey(name, of: table, before: step) else {
        return [LockTouch(.validateConstraint, table)]
      }
      let parts = LockTouch.companions(.readTable, partitions(below: referenced))
      return [LockTouch(.validateForeignKey, table, LockTouch.companions(.referencedTable, [referenced]) + parts)]
    case .dropConstraint(let name, let isCascading):
      var touch = LockTouch(.dropConstraint, table)
      if let referenced = foreignKey(name, of: table, before: step) {
        touch = LockTouch(.dropForeignKey, table, LockTouch.companions(.referencedTable, whole(referenced)))
      } else if live == nil {
        touch.unknownRelations = "whether it is a foreign key, whose other table is locked too"
      }
      if isCascading { touch.unknownRelations = "what CASCADE drops" }
      return [touch]
    case .inherit(let parent): return [LockTouch(.inherit, table, LockTouch.companions(.parent, [parent]))]
    case .noInherit(let parent): return [LockTouch(.noInherit, table, LockTouch.companions(.parent, [parent]))]
    case .attachPartition(let partition, _): return [partitioning(.attachPartition, table, partition, at: step)]
    case .detachPartition(let partition, isConcurrent: false):
      return [partitioning(.detachPartition, table, partition, at: step)]
    case .detachPartition(let partition, isConcurrent: true):
      return [partitioning(.detachPartitionConcurrently, table, partition, at: step)]
    case .finishDetach(let partition): return [partitioning(.finishDetach, table, partition, at: step)]
    case .renameColumn: return [LockTouch(.renameColumn, table)]
    case .changeDefault: return [LockTouch(.changeDefault, table)]
    case .dropNotNull: return [LockTouch(.dropNotNull, table)]
    case .addIdentity: return [LockTouch(.addIdentity, table)]
    case .changeIdentity(let column): return [LockTouch(.changeIdentity, table, sequences(of: table, column))]
    case .dropIdentity(let column): return [LockTouch(.dropIdentity, table, sequences(of: table, column))]
    case .setExpression(let column):
      let generated = self.table(table)?.columns.first { $0.name == column }?.generated
      return [LockTouch(generated?.kind == .virtual ? .dropExpression : .addColumnRewriting, table)]
    case .dropExpression: return [LockTouch(.dropExpression, table)]
    case .setColumnStatistics: return [LockTouch(.setColumnStatistics, table)]
    case .setColumnOptions: return [LockTouch(.setColumnOptions, table)]
    case .setColumnStorage: return [LockTouch(.setColumnStorage, table)]
    case .setColumnCompression: return [LockTouch(.setColumnCompression, table)]
    case .renameConstraint: return [LockTouch(.renameConstraint, table)]
    case .alterConstraint(let name, let isNotEnforced):
      let referenced = isNotEnforced ? foreignKey(name, of: table, before: step).map { [$0] } ?? [] : []
      return [LockTouch(.alterConstraint, table, LockTouch.companions(.referencedTable, referenced))]
    case .rename: return [LockTouch(.renameTable, table)]
    case .setSchema: return [LockTouch(.setSchema, table, sequences(of: table))]
    case .changeOwner: return [LockTouch(.changeOwner, table, sequences(of: table))]
    case .setStorageParameters: return [LockTouch(.setStorageParameters, table)]
    case .setTablespace: return [LockTouch(.setTablespace, table)]
    case .setAccessMethod: return [LockTouch(.setAccessMethod, table)]
    case .changeTriggers: return [LockTouch(.changeTriggers, table)]
    case .changeRules: return [LockTouch(.changeRules, table)]
    case .changeRowSecurity: return [LockTouch(.changeRowSecurity, table)]
    case .setReplicaIdentity: return [LockTouch(.setReplicaIdentity, table)]
    case .changeClusterIndex: return [LockTouch(.changeClusterIndex, table)]
    case .other: return [LockTouch(.otherTableChange, table)]
    }
  }

  private func addition(of constraint: AddedConstraint, to table: QualifiedName, at step: ReviewedStep) -> LockTouch {
    switch constraint.kind {
    case .check:
      return LockTouch(constraint.isNotValid || constraint.isNotEnforced ? .addCheckNotValid : .addCheck, table)
    case .notNull: return LockTouch(constraint.isNotValid ? .addCheckNotValid : .setNotNull, table)
    case .foreignKey(let key):
      let form: LockingForm =
        constraint.isNotValid || constraint.isNotEnforced ? .addForeignKeyNotValid : .addForeignKey
      return LockTouch(
        form, table, LockTouch.companions(.referencedTable, key.references == table ? [] : whole(key.references)))
    case .primaryKey, .unique, .exclusion:
      let isPrimaryKey = constraint.kind == .primaryKey
      let isBuilt = constraint.index == nil && !isInEveryPartition(constraint, of: table, before: step)
      let building: LockingForm = isPrimaryKey ? .addPrimaryKey : .addIndexConstraint
      var touch = LockTouch(isBuilt ? building : .addConstraintUsingIndex, table, parts(of: table, areBuilt: isBuilt))
      // Which columns the index has is not in the text, so neither is whether they are NOT NULL already.
      if isPrimaryKey, constraint.index != nil {
        touch.unknownWork = "whether the index's columns are NOT NULL already; if not, the table is scanned"
      }
      return touch
    }
  }

  /// The partitions whose part of an index is built; where all of them have it, those that are asked for it.
  private func parts(of table: QualifiedName, areBuilt: Bool) -> [LockTouch.Companion] {
    guard isPartitioned(table) else { return [] }
    return LockTouch.companions(
      .partition, areBuilt ? partitions(below: table) : (relation(table)?.partitions ?? []).sorted())
  }

  /// A table with its partitions, which are locked as it is.
  private func whole(_ table: QualifiedName) -> [QualifiedName] {
    [table] + (isPartitioned(table) ? partitions(below: table) : [])
  }

  private func partitioning(
    _ form: LockingForm, _ parent: QualifiedName, _ partition: QualifiedName, at step: ReviewedStep
  ) -> LockTouch {
    var companions = LockTouch.companions(.partition, whole(partition))
    companions += LockTouch.companions(
      .referencingTable, history.tables(referringTo: parent).filter { $0 != parent })
    companions += LockTouch.companions(.defaultPartition, defaults(of: parent).filter { $0 != partition })
    let added = history.changes(of: parent).compactMap { change -> QualifiedName? in
      guard change.step < step.id, case .alterTable(_, .addConstraint(let added)) = change.action else { return nil }
      return added.referencedTable
    }
    companions += LockTouch.companions(.referencedTable, Set(referencedTables(of: parent) + added).sorted())
    var touch = LockTouch(form, parent, companions)
    if live == nil { touch.unknownRelations = "the default partition, for want of a database" }
    return touch
  }

  /// The table that a foreign key points to: one of the target's, or one that this plan adds.
  func foreignKey(_ name: Identifier, of table: QualifiedName, before step: ReviewedStep) -> QualifiedName? {
    for change in history.changes(of: table, naming: [name]).reversed() where change.step < step.id {
      if case .alterTable(_, .addConstraint(let added)) = change.action, added.name == name {
        return added.referencedTable
      }
    }
    return relation(table)?.foreignKeys[name]?.references
  }

  /// The sequences that belong to a table, or to one column of it.
  func sequences(of table: QualifiedName, _ column: Identifier? = nil) -> [LockTouch.Companion] {
    let owned = history.sequences(of: table).filter { column == nil || relation($0)?.owningColumn == column }
    return LockTouch.companions(.ownedSequence, owned)
  }

  /// The tables at the other end of the foreign keys that a column takes part in.
  private func foreignKeys(on column: Identifier, of table: QualifiedName) -> [LockTouch.Companion] {
    let own = (relation(table)?.foreignKeys ?? [:]).values.filter { $0.columns.contains(column) }
    let others = history.tables(referringTo: table).filter { other in
      relation(other)?.foreignKeys.values.contains { $0.references == table && $0.referencedColumns.contains(column) }
        ?? false
    }
    return LockTouch.companions(.referencedTable, own.map(\.references).filter { $0 != table }.sorted())
      + LockTouch.companions(.referencingTable, others.filter { $0 != table })
  }
}

extension AddedConstraint {
  var referencedTable: QualifiedName? {
    if case .foreignKey(let key) = kind { return key.references }
    return nil
  }
}
