extension TableState {
  /// As `CREATE TABLE` makes it.
  init(_ table: CreatedTable) {
    isComplete =
      table.reads.isEmpty && !table.isFilled && table.inherits.isEmpty && table.partitionOf == nil
      && table.ofType == nil
    for column in table.columns { add(column, to: table.name) }
    for constraint in table.constraints { add(constraint, to: table.name) }
  }

  /// Does what a subcommand of `ALTER TABLE` does.
  mutating func apply(_ change: TableAction, to table: QualifiedName) {
    switch change {
    case .addColumn(let column): add(column, to: table)
    case .dropColumn(let column, _):
      columns[column] = nil
      constraints.removeAll { $0.added.columns.contains(column) }
      indexes.removeAll { $0.columns.contains(column) }
    case .renameColumn(let old, let new): rename(old, to: new)
    case .alterColumnType(let column, let type, _): columns[column, default: Column()].type = type
    case .setNotNull(let column): columns[column, default: Column()].isNotNull = true
    case .dropNotNull(let column): columns[column, default: Column()].isNotNull = false
    case .addConstraint(let constraint): add(constraint, to: table)
    case .validateConstraint(let name):
      for index in constraints.indices where constraints[index].name == name {
        constraints[index].added.isNotValid = false
      }
    case .dropConstraint(let name, _):
      constraints.removeAll { $0.name == name }
      indexes.removeAll { $0.name == name }
    case .renameConstraint(let old, let new):
      for index in constraints.indices where constraints[index].name == old { constraints[index].name = new }
      for index in indexes.indices where indexes[index].name == old { indexes[index].name = new }
    case .changeDefault, .addIdentity, .changeIdentity, .dropIdentity, .dropExpression, .setExpression,
      .setColumnStatistics, .setColumnOptions, .setColumnStorage, .setColumnCompression,
      .alterConstraint, .rename, .setSchema, .changeOwner, .setStorageParameters, .setLogged,
      .setTablespace, .setAccessMethod, .attachPartition, .detachPartition, .finishDetach, .inherit, .noInherit,
      .changeTriggers, .changeRules, .changeRowSecurity, .setReplicaIdentity, .changeClusterIndex, .other:
      break
    }
  }

  private mutating func add(_ column: AddedColumn, to table: QualifiedName) {
    if column.hasGuard, columns[column.name] != nil { return }
    var type = column.type
    if let serial = column.type.serialBase { type = ColumnType(serial) }
    type.collation = column.collation
    columns[column.name] = Column(
      type: type, isNotNull: column.isNotNull || column.isIdentity || column.isSerial)
    for constraint in column.constraints { add(constraint, to: table) }
  }

  private mutating func add(_ constraint: AddedConstraint, to table: QualifiedName) {
    var added = constraint
    let name = added.name(on: table)
    switch added.kind {
    case .unique, .primaryKey, .exclusion:
      if let used = added.index {
        if let place = indexes.firstIndex(where: { $0.name == used }) {
          indexes[place].name = name
          added.columns = indexes[place].columns.compactMap { $0 }
        }
      } else {
        var index = Index(name: name, columns: added.columns)
        index.isUnique = added.kind != .exclusion && !added.isTemporal
        if !index.isUnique { index.accessMethod = "gist" }
        indexes.append(index)
      }
    case .notNull(let column): columns[column, default: Column()].isNotNull = !added.isNotValid
    case .check, .foreignKey: break
    }
    if added.kind == .primaryKey {
      for column in added.columns { columns[column, default: Column()].isNotNull = true }
    }
    constraints.append(Constraint(added: added, name: name))
  }

  private mutating func rename(_ old: Identifier, to new: Identifier) {
    columns[new] = columns.removeValue(forKey: old)
    for index in constraints.indices {
      constraints[index].added.columns = constraints[index].added.columns.map { $0 == old ? new : $0 }
    }
    for index in indexes.indices { indexes[index].columns = indexes[index].columns.map { $0 == old ? new : $0 } }
  }
}

extension ColumnType {
  /// The integer type that `serial` and its like stand for.
  fileprivate var serialBase: Identifier? {
    guard schema == nil else { return nil }
    switch name {
    case "serial", "serial4": return "int4"
    case "bigserial", "serial8": return "int8"
    case "smallserial", "serial2": return "int2"
    default: return nil
    }
  }
}
