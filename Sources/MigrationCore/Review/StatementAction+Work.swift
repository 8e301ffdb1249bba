extension StatementAction {
  /// Whether it changes rows of a table.
  var changesRows: Bool { changedTable != nil }

  /// The table whose rows it changes.
  package var changedTable: QualifiedName? {
    switch self {
    case .insert(let rows): rows.table
    case .update(let rows), .delete(let rows), .merge(let rows): rows.table
    case .copy(let copy): copy.isFrom ? copy.table : nil
    default: nil
    }
  }

  /// What a statement on rows reads.
  package var readRelations: [QualifiedName] {
    switch self {
    case .insert(let rows): rows.reads
    case .update(let rows), .delete(let rows), .merge(let rows): rows.reads
    case .select(let reads, _): reads
    default: []
    }
  }

  /// The rows that an `UPDATE`, `DELETE` or `MERGE` changes.
  var changedRows: ChangedRows? {
    switch self {
    case .update(let rows), .delete(let rows), .merge(let rows): rows
    default: nil
    }
  }

  /// Whether it changes the schema, rights or settings of objects included.
  var isDefinition: Bool {
    switch self {
    case .insert, .update, .delete, .merge, .copy, .select, .vacuum, .analyze, .lockTable, .transactionControl,
      .changeSetting, .runCode, .call, .setSequenceValue, .truncate, .refreshMaterializedView, .reindex, .cluster,
      .other:
      false
    default: true
    }
  }
}
