internal import MigrationCore

extension StatementReader {
  /// `CREATE TABLE` and `ALTER TABLE`.
  func tableActions(of type: String, _ node: ParseNode) -> [StatementAction]? {
    switch type {
    case "CreateStmt": relation(node["relation"]).map { [.createTable(createdTable($0, node))] }
    case "CreateForeignTableStmt":
      relation(node["base"]?["relation"]).flatMap { name in
        node["base"].map { [.createTable(createdTable(name, $0))] }
      }
    case "AlterTableStmt": alterations(node)
    default: nil
    }
  }

  private func createdTable(_ name: QualifiedName, _ node: ParseNode) -> CreatedTable {
    var table = CreatedTable(name)
    table.isTemporary = node["relation"]?["relpersistence"]?.string == "t"
    let parents = relations(node["inhRelations"])
    if node["partbound"] != nil { table.partitionOf = parents.first } else { table.inherits = parents }
    var constraints: [AddedConstraint] = []
    for element in node["tableElts"]?.children ?? [] {
      if let column = element["ColumnDef"], let name = column["colname"]?.identifier {
        table.columns.append(name)
        constraints += (column["constraints"]?.children ?? []).compactMap { $0["Constraint"].flatMap(constraint) }
      } else if let content = element["Constraint"], let added = constraint(content) {
        constraints.append(added)
      } else if let source = relation(element["TableLikeClause"]?["relation"]) {
        table.reads.append(source)
      }
    }
    for case .foreignKey(let referenced) in constraints.map(\.kind) where referenced != name {
      if !table.references.contains(referenced) { table.references.append(referenced) }
    }
    return table
  }

  private func alterations(_ node: ParseNode) -> [StatementAction]? {
    guard let name = relation(node["relation"]) else { return nil }
    let commands = (node["cmds"]?.children ?? []).compactMap { $0["AlterTableCmd"] }
    switch node["objtype"]?.string {
    case "OBJECT_INDEX": return [.alterIndex(name)]
    case "OBJECT_VIEW", "OBJECT_MATVIEW": return [.alterView(name)]
    case "OBJECT_SEQUENCE": return [.alterSequence(name)]
    case "OBJECT_TYPE": return [.alterType(name)]
    default: return commands.map { .alterTable(name, tableAction($0)) }
    }
  }

  private func tableAction(_ command: ParseNode) -> TableAction {
    let subtype = command["subtype"]?.string ?? ""
    let name = command["name"]?.identifier ?? ""
    return columnAction(subtype, name, command) ?? constraintAction(subtype, name, command)
      ?? relationAction(subtype, command) ?? .other(subtype)
  }

  private func columnAction(_ subtype: String, _ name: Identifier, _ command: ParseNode) -> TableAction? {
    let isCascading = command["behavior"]?.string == "DROP_CASCADE"
    switch subtype {
    case "AT_AddColumn": return command["def"]?["ColumnDef"].flatMap(addedColumn).map { .addColumn($0) }
    case "AT_DropColumn": return .dropColumn(name, isCascading: isCascading)
    case "AT_AlterColumnType":
      guard let definition = command["def"]?["ColumnDef"], let type = columnType(definition["typeName"]) else {
        return nil
      }
      return .alterColumnType(name, to: type, by: conversion(of: name, to: type, definition["raw_default"]))
    case "AT_ColumnDefault": return .changeDefault(name)
    case "AT_SetNotNull": return .setNotNull(name)
    case "AT_DropNotNull": return .dropNotNull(name)
    case "AT_AddIdentity": return .addIdentity(name)
    case "AT_SetIdentity": return .changeIdentity(name)
    case "AT_DropIdentity": return .dropIdentity(name)
    case "AT_DropExpression": return .dropExpression(name)
    case "AT_SetStatistics", "AT_SetOptions", "AT_ResetOptions": return .setColumnStatistics(name)
    case "AT_SetStorage", "AT_SetCompression": return .setColumnStorage(name)
    default: return nil
    }
  }

  private func constraintAction(_ subtype: String, _ name: Identifier, _ command: ParseNode) -> TableAction? {
    switch subtype {
    case "AT_AddConstraint": command["def"]?["Constraint"].flatMap(constraint).map { .addConstraint($0) }
    case "AT_ValidateConstraint": .validateConstraint(name)
    case "AT_DropConstraint": .dropConstraint(name, isCascading: command["behavior"]?.string == "DROP_CASCADE")
    case "AT_AlterConstraint": .alterConstraint(command["def"]?["Constraint"]?["conname"]?.identifier ?? name)
    default: nil
    }
  }

  private func relationAction(_ subtype: String, _ command: ParseNode) -> TableAction? {
    let partition = command["def"]?["PartitionCmd"]
    switch subtype {
    case "AT_ChangeOwner": return .changeOwner
    case "AT_SetRelOptions", "AT_ResetRelOptions", "AT_ReplaceRelOptions": return .setStorageParameters
    case "AT_SetLogged": return .setLogged(true)
    case "AT_SetUnLogged": return .setLogged(false)
    case "AT_SetTableSpace": return .setTablespace
    case "AT_SetAccessMethod": return .setAccessMethod
    case "AT_AttachPartition": return relation(partition?["name"]).map { .attachPartition($0) }
    case "AT_DetachPartition":
      return relation(partition?["name"]).map { .detachPartition($0, isConcurrent: partition?["concurrent"] != nil) }
    case "AT_DetachPartitionFinalize": return relation(partition?["name"]).map { .finishDetach($0) }
    case "AT_AddInherit": return relation(command["def"]?["RangeVar"]).map { .inherit($0) }
    case "AT_DropInherit": return relation(command["def"]?["RangeVar"]).map { .noInherit($0) }
    case "AT_EnableRowSecurity", "AT_DisableRowSecurity", "AT_ForceRowSecurity", "AT_NoForceRowSecurity":
      return .changeRowSecurity
    case "AT_ReplicaIdentity": return .setReplicaIdentity
    case "AT_ClusterOn", "AT_DropCluster": return .changeClusterIndex
    case _ where subtype.hasSuffix("Rule"): return .changeRules
    case _ where subtype.contains("Trig"): return .changeTriggers
    default: return nil
    }
  }

  private func addedColumn(_ node: ParseNode) -> AddedColumn? {
    guard let name = node["colname"]?.identifier, let type = columnType(node["typeName"]) else { return nil }
    var column = AddedColumn(name, type)
    for content in (node["constraints"]?.children ?? []).compactMap({ $0["Constraint"] }) {
      switch content["contype"]?.string {
      case "CONSTR_DEFAULT":
        column.hasDefault = true
        column.defaultFunctions = functions(in: content["raw_expr"])
      case "CONSTR_NOTNULL": column.isNotNull = true
      case "CONSTR_IDENTITY": column.isIdentity = true
      case "CONSTR_GENERATED": column.isStoredGenerated = true
      default:
        if var added = constraint(content) {
          if added.columns.isEmpty { added.columns = [name] }
          column.constraints.append(added)
        }
      }
    }
    return column
  }

  /// Nil for what is no constraint in the sense of `pg_constraint` (`DEFAULT`, `NULL`, `DEFERRABLE`).
  private func constraint(_ node: ParseNode) -> AddedConstraint? {
    let kind: AddedConstraint.Kind
    var columns = parts(node["keys"])
    switch node["contype"]?.string {
    case "CONSTR_CHECK": kind = .check(provesNotNull: columnsProvedNotNull(node["raw_expr"]))
    case "CONSTR_FOREIGN":
      guard let referenced = relation(node["pktable"]) else { return nil }
      kind = .foreignKey(references: referenced)
      columns = parts(node["fk_attrs"])
    case "CONSTR_UNIQUE": kind = .unique
    case "CONSTR_PRIMARY": kind = .primaryKey
    case "CONSTR_EXCLUSION": kind = .exclusion
    default: return nil
    }
    return AddedConstraint(
      node["conname"]?.identifier, kind, columns: columns, isNotValid: node["skip_validation"]?.isTrue ?? false,
      index: node["indexname"]?.identifier)
  }

  /// The names, without schema, of the functions that an expression calls.
  private func functions(in expression: ParseNode?) -> [Identifier] {
    guard let expression else { return [] }
    return expression.descendants(named: "FuncCall").compactMap { parts($0["funcname"]).last }
  }

  /// The columns of `a IS NOT NULL AND b IS NOT NULL …`.
  private func columnsProvedNotNull(_ condition: ParseNode?) -> [Identifier] {
    var columns: [Identifier] = []
    var conjuncts = condition.map { [$0] } ?? []
    while let conjunct = conjuncts.popLast() {
      if let test = conjunct["NullTest"], test["nulltesttype"]?.string == "IS_NOT_NULL",
        let column = parts(test["arg"]?["ColumnRef"]?["fields"]).last
      {
        columns.append(column)
      } else if let both = conjunct["BoolExpr"], both["boolop"]?.string == "AND_EXPR" {
        conjuncts += (both["args"]?.children ?? []).reversed()
      }
    }
    return columns
  }

  /// `USING column` and `USING column::type` are what PostgreSQL does by itself.
  private func conversion(of column: Identifier, to type: ColumnType, _ using: ParseNode?) -> TypeConversion {
    guard let using else { return .plainCast }
    if parts(using["ColumnRef"]?["fields"]) == [column] { return .plainCast }
    guard let cast = using["TypeCast"], parts(cast["arg"]?["ColumnRef"]?["fields"]) == [column],
      let target = columnType(cast["typeName"]), target.isSameType(as: type)
    else { return .computed }
    return .plainCast
  }
}
