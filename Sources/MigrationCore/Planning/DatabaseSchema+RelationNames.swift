extension DatabaseSchema {
  /// Names of tables, indexes and all else that shares theirs.
  var relationNames: Set<Identifier> {
    var names = Set(tables.map(\.name) + views.map(\.name) + sequences.map(\.name) + compositeTypes.map(\.name))
    for table in tables { names.formUnion(table.indexes.map(\.name) + table.constraints.map(\.name)) }
    for view in views { names.formUnion((view.materialization?.indexes ?? []).map(\.name)) }
    return names
  }
}
