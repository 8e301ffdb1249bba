extension StatementAction {
  /// Whether it changes rows of a table.
  var changesRows: Bool { changedTable != nil }

  /// The table whose rows it changes.
  package var changedTable: QualifiedName? {
    switch self {
    case .insert(let rows): rows.table
    case .update(let rows), .delete(let rows), .merge(let rows): rows.table
    case .copy(let copy): copy.isFrom ? copy.table : nil
    case .createTable, .alterTable, .createIndex, .alterIndex, .attachIndex, .reindex, .drop, .createView,
      .createMaterializedView, .refreshMaterializedView, .alterView, .createRoutine, .alterRoutine, .createTrigger,
      .renameTrigger, .createPolicy, .alterPolicy, .createRule, .createStatistics, .createSequence, .alterSequence,
      .setSequenceValue, .createEnum, .createType, .alterType, .addEnumValue, .renameEnumValue, .createDomain,
      .alterDomain, .comment, .changePrivileges, .changeDefaultPrivileges, .changeMembership, .changeRole, .changeOwner,
      .createSchema, .createDatabase, .createExtension, .updateExtension, .changePublication, .accessRemote,
      .alterOther, .truncate, .select, .vacuum, .analyze, .cluster, .lockTable, .transactionControl, .changeSetting,
      .runCode, .call, .changeOwned, .other:
      nil
    }
  }

  /// What a statement on rows reads.
  package var readRelations: [QualifiedName] {
    switch self {
    case .insert(let rows): rows.reads
    case .select(let reads, _): reads
    case .copy(let copy): copy.isFrom ? [] : copy.table.map { [$0] } ?? copy.reads
    case .update(let rows), .delete(let rows), .merge(let rows): rows.reads
    case .createTable, .alterTable, .createIndex, .alterIndex, .attachIndex, .reindex, .drop, .createView,
      .createMaterializedView, .refreshMaterializedView, .alterView, .createRoutine, .alterRoutine,
      .createTrigger, .renameTrigger, .createPolicy, .alterPolicy, .createRule, .createStatistics, .createSequence,
      .alterSequence, .setSequenceValue, .createEnum, .createType, .alterType, .addEnumValue, .renameEnumValue,
      .createDomain, .alterDomain, .comment, .changePrivileges, .changeDefaultPrivileges, .changeMembership,
      .changeRole, .changeOwner, .createSchema, .createDatabase, .createExtension, .updateExtension,
      .changePublication, .accessRemote, .alterOther, .truncate, .vacuum, .analyze, .cluster, .lockTable,
      .transactionControl, .changeSetting, .runCode, .call, .changeOwned, .other:
      []
    }
  }

  /// The rows that an `UPDATE`, `DELETE` or `MERGE` changes.
  var changedRows: ChangedRows? {
    if case .update(let rows) = self { return rows }
    if case .delete(let rows) = self { return rows }
    if case .merge(let rows) = self { return rows }
    return nil
  }

  /// Whether it runs what is not in the plan's text, or can be told from it: it may change any rows.
  var runsCode: Bool {
    if case .runCode = self { return true }
    if case .call = self { return true }
    return false
  }

  /// Whether it changes the schema, rights or settings of objects included.
  var isDefinition: Bool {
    switch self {
    case .insert, .update, .delete, .merge, .copy, .select, .vacuum, .analyze, .lockTable, .transactionControl,
      .changeSetting, .runCode, .call, .setSequenceValue, .truncate, .refreshMaterializedView, .reindex, .cluster,
      .other:
      false
    case .createTable, .alterTable, .createIndex, .alterIndex, .attachIndex, .drop, .createView,
      .createMaterializedView, .alterView, .createRoutine, .alterRoutine, .createTrigger, .renameTrigger,
      .createPolicy, .alterPolicy, .createRule, .createStatistics, .createSequence, .alterSequence, .createEnum,
      .createType, .alterType, .addEnumValue, .renameEnumValue, .createDomain, .alterDomain, .comment,
      .changePrivileges, .changeDefaultPrivileges, .changeMembership, .changeRole, .changeOwner, .createSchema,
      .createDatabase, .createExtension, .updateExtension, .changePublication, .accessRemote, .alterOther,
      .changeOwned:
      true
    }
  }
}
