extension StatementAction {
  /// The tables, routines, types and schemas that it makes, changes, drops or gives rights on, so that one can look up
  /// what a plan does to an object; a schema has its own name twice.
  var namedObjects: [QualifiedName] {
    switch self {
    case .createTable(let table): [table.name]
    case .alterTable(let table, _): [table]
    case .createIndex(let index): [index.table]
    case .createPolicy(let policy): [policy.table]
    case .alterPolicy(let change): [change.table]
    case .drop(let object): [object.name]
    case .createRoutine(let routine): [routine.name]
    case .alterRoutine(let change): [change.name]
    case .changePrivileges(let change):
      change.relations + change.others + change.schemas.map { QualifiedName($0, $0) }
    case .createSchema(let name): [QualifiedName(name, name)]
    case .alterIndex, .attachIndex, .reindex, .createView, .createMaterializedView, .refreshMaterializedView,
      .alterView,
      .createTrigger, .renameTrigger, .createRule, .createStatistics, .createSequence, .alterSequence,
      .setSequenceValue, .createEnum, .createType, .alterType, .addEnumValue, .renameEnumValue, .createDomain,
      .alterDomain, .comment, .changeDefaultPrivileges, .changeMembership, .changeRole, .changeOwner, .createDatabase,
      .createExtension, .updateExtension, .changePublication, .accessRemote, .alterOther, .truncate, .insert, .update,
      .delete, .merge, .copy, .select, .vacuum, .analyze, .cluster, .lockTable, .transactionControl, .changeSetting,
      .runCode, .call, .changeOwned, .other:
      createdType.map { [$0] } ?? []
    }
  }
}
