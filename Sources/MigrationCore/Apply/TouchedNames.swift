/// What of the target a statement changes or goes by, for noticing that somebody else changed it.
extension StatementFacts {
  /// The relations, types and routines that it names to change them, the names that it gives included.
  package var changedNames: Set<QualifiedName> {
    Set(actions.flatMap(\.changedNames) + nameChanges.map(\.newName))
  }

  /// The relations by which it goes otherwise: it reads them, or changes or locks rows of theirs.
  package var readNames: Set<QualifiedName> { Set(actions.flatMap(\.readNames)) }

  /// Whether it may change what it does not name.
  package var touchesUnnamed: Bool {
    guard isAnalysed else { return true }
    return actions.contains { action in
      switch action {
      case .runCode, .call, .changeOwned, .createExtension, .updateExtension, .select: true
      case .drop(let object): object.isCascading
      case .alterTable(_, .dropColumn(_, let isCascading)), .alterTable(_, .dropConstraint(_, let isCascading)):
        isCascading
      case .changePrivileges(let change): !change.schemas.isEmpty && change.relations.isEmpty && change.others.isEmpty
      case .createTable, .alterTable, .createIndex, .alterIndex, .attachIndex, .reindex, .createView,
        .createMaterializedView, .refreshMaterializedView, .alterView, .createRoutine, .alterRoutine, .createTrigger,
        .renameTrigger, .createPolicy, .alterPolicy, .createRule, .createStatistics, .createSequence, .alterSequence,
        .setSequenceValue,
        .createEnum, .createType, .alterType, .addEnumValue, .renameEnumValue, .createDomain, .alterDomain, .comment,
        .changeDefaultPrivileges, .changeMembership, .changeRole, .changeOwner, .createSchema,
        .createDatabase, .changePublication, .accessRemote, .alterOther, .truncate, .insert, .update, .delete, .merge,
        .copy, .vacuum, .analyze, .cluster, .lockTable, .transactionControl, .changeSetting, .other:
        false
      }
    }
  }
}

extension StatementFacts {
  /// Whether what foreign keys and inheritance connect with the relations that it names may be another afterwards.
  ///
  /// Where they are not, a change there is somebody else's, however long the statement took.
  package var mayChangeConnected: Bool {
    guard isAnalysed else { return true }
    return actions.contains { action in
      switch action.reach {
      case .statistics, .vacuum, .newIndex: false
      case .otherIndex, .anything: true
      }
    }
  }

  /// Whether it runs without a transaction and changes of tables no more than which indexes they have.
  package var changesIndexesOnly: Bool {
    guard isAnalysed, nameChanges.isEmpty else { return false }
    return actions.allSatisfy { action in
      switch action.reach {
      case .vacuum, .newIndex, .otherIndex: true
      case .statistics, .anything: false
      }
    }
  }
}

extension StatementAction {
  /// How far what it does to a table goes.
  fileprivate enum Reach {
    /// The planner's statistics, in a transaction or without.
    case statistics
    case vacuum
    /// An index more, built CONCURRENTLY.
    case newIndex
    /// An index replaced or dropped CONCURRENTLY.
    ///
    /// What replaces an index is another one, to which the foreign keys of other tables lead; with a dropped one its
    /// table changes.
    case otherIndex
    case anything
  }

  fileprivate var reach: Reach {
    switch self {
    case .analyze: .statistics
    case .vacuum: .vacuum
    case .createIndex(let index): index.isConcurrent ? .newIndex : .anything
    case .reindex(_, let isConcurrent): isConcurrent ? .otherIndex : .anything
    case .drop(let object): object.kind == .index && object.isConcurrent ? .otherIndex : .anything
    case .createTable, .alterTable, .alterIndex, .attachIndex, .createView, .createMaterializedView, .alterView,
      .refreshMaterializedView, .cluster, .createRoutine, .alterRoutine, .createTrigger, .renameTrigger,
      .createPolicy, .alterPolicy, .createRule, .createStatistics, .createSequence, .alterSequence,
      .setSequenceValue, .createEnum, .createType, .alterType, .addEnumValue, .renameEnumValue, .createDomain,
      .alterDomain, .comment, .changePrivileges, .changeDefaultPrivileges, .changeMembership, .changeRole,
      .changeOwner, .createSchema, .createDatabase, .createExtension, .updateExtension, .changePublication,
      .accessRemote, .alterOther, .truncate, .insert, .update, .delete, .merge, .copy, .select, .lockTable,
      .transactionControl, .changeSetting, .runCode, .call, .changeOwned, .other:
      .anything
    }
  }
}

extension StatementAction {
  fileprivate var changedNames: [QualifiedName] {
    switch self {
    case .createTable(let table): [table.name] + table.allConstraints.flatMap(\.touchedNames)
    case .alterTable(let table, let action): [table] + action.touchedNames
    case .createIndex(let index): [index.table] + (index.name.map { [$0] } ?? [])
    case .alterIndex(let name), .alterView(let name), .createSequence(let name), .alterSequence(let name, _),
      .createMaterializedView(let name, _, _), .createEnum(let name, _), .createType(let name), .alterType(let name),
      .addEnumValue(let name, _, _), .renameEnumValue(let name, _, _), .alterDomain(let name, _),
      .renameTrigger(_, let name), .createRule(_, let name), .createStatistics(on: let name):
      [name]
    case .attachIndex(let index, let parent): [index, parent]
    case .reindex(.index(let name), _), .reindex(.table(let name), _): [name]
    case .drop(let object): object.kind == .schema || object.kind == .database ? [] : [object.name]
    case .createView(let view): [view.name]
    case .createRoutine(let routine): [routine.name]
    case .alterRoutine(let change): [change.name]
    case .createTrigger(let trigger): [trigger.table]
    case .createPolicy(let policy): [policy.table]
    case .alterPolicy(let change): [change.table]
    case .createDomain(let domain): [domain.name]
    case .comment(.relation(let name), _), .comment(.column(_, let name), _), .comment(.member(let name), _): [name]
    case .changePrivileges(let change): change.relations + (change.objects == "SCHEMA" ? [] : change.others)
    case .changeOwner(let change): change.kind == .schema ? [] : change.name.map { [$0] } ?? []
    case .comment(.other, _), .reindex, .refreshMaterializedView, .setSequenceValue, .changeDefaultPrivileges,
      .changeMembership, .changeRole, .createSchema, .createDatabase, .createExtension, .updateExtension,
      .changePublication, .accessRemote, .alterOther, .truncate, .insert, .update, .delete, .merge, .copy, .select,
      .vacuum, .analyze, .cluster, .lockTable, .transactionControl, .changeSetting, .runCode, .call, .changeOwned,
      .other:
      []
    }
  }

  fileprivate var readNames: [QualifiedName] {
    switch self {
    case .createTable(let table):
      table.inherits + table.reads + [table.partitionOf, table.ofType].compactMap { $0 }
    case .createView(let view): view.reads
    case .createMaterializedView(_, let reads, _), .select(let reads, _): reads
    case .refreshMaterializedView(let name, _, _): [name]
    case .insert(let rows): [rows.table] + rows.reads
    case .update(let rows), .delete(let rows), .merge(let rows): [rows.table] + rows.reads
    case .truncate(let tables, _), .lockTable(let tables, _, _): tables
    case .copy(let copy): [copy.table].compactMap { $0 } + copy.reads
    case .alterTable, .createIndex, .alterIndex, .attachIndex, .reindex, .drop, .alterView, .createRoutine,
      .alterRoutine, .createTrigger, .renameTrigger, .createPolicy, .alterPolicy, .createRule, .createStatistics,
      .createSequence, .alterSequence, .setSequenceValue, .createEnum, .createType, .alterType, .addEnumValue,
      .renameEnumValue, .createDomain, .alterDomain, .comment, .changePrivileges, .changeDefaultPrivileges,
      .changeMembership, .changeRole, .changeOwner, .createSchema, .createDatabase, .createExtension, .updateExtension,
      .changePublication, .accessRemote, .alterOther, .vacuum, .analyze, .cluster, .transactionControl, .changeSetting,
      .runCode, .call, .changeOwned, .other:
      []
    }
  }
}

extension AddedConstraint {
  /// The other side of a foreign key gets triggers.
  fileprivate var touchedNames: [QualifiedName] { foreignKey.map { [$0.references] } ?? [] }
}

extension TableAction {
  fileprivate var touchedNames: [QualifiedName] {
    switch self {
    case .addColumn(let column): column.constraints.flatMap(\.touchedNames)
    case .addConstraint(let constraint): constraint.touchedNames
    case .attachPartition(let name, _), .detachPartition(let name, _), .finishDetach(let name), .inherit(let name),
      .noInherit(let name):
      [name]
    case .dropColumn, .renameColumn, .alterColumnType, .changeDefault, .setNotNull, .dropNotNull, .addIdentity,
      .changeIdentity, .dropIdentity, .dropExpression, .setExpression, .setColumnStatistics, .setColumnOptions,
      .setColumnStorage, .setColumnCompression,
      .validateConstraint, .dropConstraint, .renameConstraint, .alterConstraint, .rename, .setSchema, .changeOwner,
      .setStorageParameters, .setLogged, .setTablespace, .setAccessMethod, .changeTriggers, .changeRules,
      .changeRowSecurity, .setReplicaIdentity, .changeClusterIndex, .other:
      []
    }
  }
}
