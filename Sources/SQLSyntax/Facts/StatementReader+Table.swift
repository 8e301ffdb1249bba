internal import MigrationCore

extension StatementReader {
  /// `CREATE TABLE` and `ALTER TABLE`.
  func tableActions(of type: String, _ node: ParseNode) -> [StatementAction]? {
    switch type {
    case "CreateStmt": relation(node["relation"]).map { [.createTable(createdTable($0, node))] }
    case "CreateForeignTableStmt":
      relation(node["base"]?["relation"]).flatMap { name in
        node["base"].map { [.createTable(createdTable(name, $0, isForeign: true))] }
      }
    case "AlterTableStmt": alterations(node)
    default: nil
    }
  }

  private func createdTable(_ name: QualifiedName, _ node: ParseNode, isForeign: Bool = false) -> CreatedTable {
    var table = CreatedTable(name)
    table.isForeign = isForeign
    table.persistence = persistence(node["relation"])
    table.hasGuard = node["if_not_exists"]?.isTrue ?? false
    let parents = relations(node["inhRelations"])
    if let bound = node["partbound"] {
      table.partitionOf = parents.first
      table.bound = partitionBound(bound)
    } else {
      table.inherits = parents
    }
    for element in node["tableElts"]?.children ?? [] {
      if let column = element["ColumnDef"] {
        table.columns += addedColumn(column).map { [$0] } ?? []
      } else if let content = element["Constraint"] {
        if let added = constraint(content) {
          table.constraints.append(added)
        } else if let last = table.constraints.indices.last {
          note(content, at: &table.constraints[last])
        }
      } else if let source = relation(element["TableLikeClause"]?["relation"]) {
        table.reads.append(source)
        // CREATE_TABLE_LIKE_INDEXES in PostgreSQL's parsenodes.h.
        if (element["TableLikeClause"]?["options"]?.int ?? 0) & 1 << 6 != 0 { table.copiesIndexes = true }
      }
    }
    table.partitionKey = partitionKey(node["partspec"])
    table.ofType = self.name(node["ofTypename"]?["names"])
    table.parameters = storageParameters(node["options"])
    table.accessMethod = node["accessMethod"]?.identifier
    table.tablespace = node["tablespacename"]?.identifier
    return table
  }

  private func alterations(_ node: ParseNode) -> [StatementAction]? {
    guard let name = relation(node["relation"]) else { return nil }
    let commands = (node["cmds"]?.children ?? []).compactMap { $0["AlterTableCmd"] }
    switch node["objtype"]?.string {
    case let type? where commands.first?["subtype"]?.string == "AT_ChangeOwner" && Self.ownedKinds[type] != nil:
      return Self.ownedKinds[type].map { kind in
        commands.map { .changeOwner(OwnerChange(kind, name, to: owner($0["newowner"]))) }
      }
    case "OBJECT_INDEX", "OBJECT_MATVIEW":
      let moves = commands.map(tableAction).filter(\.isMove)
      if !moves.isEmpty { return moves.map { .alterTable(name, $0) } }
      if node["objtype"]?.string == "OBJECT_MATVIEW" { return commands.map { alteration(ofMaterialized: name, $0) } }
      let attached = commands.compactMap { relation($0["def"]?["PartitionCmd"]?["name"]) }
      return attached.isEmpty ? [.alterIndex(name)] : attached.map { .attachIndex($0, to: name) }
    case "OBJECT_VIEW": return [.alterView(name)]
    case "OBJECT_SEQUENCE": return [.alterSequence(name, options: [])]
    case "OBJECT_TYPE": return [.alterType(name)]
    default:
      return commands.enumerated().map { place, command in
        .alterTable(name, usingText(tableAction(command), at: place, of: commands.count))
      }
    }
  }

  /// Settings take the locks that they take of a table.
  private func alteration(ofMaterialized name: QualifiedName, _ command: ParseNode) -> StatementAction {
    let action = tableAction(command)
    switch action {
    case .setStorageParameters, .setColumnStatistics, .setColumnOptions, .changeClusterIndex:
      return .alterTable(name, action)
    case .addColumn, .dropColumn, .renameColumn, .alterColumnType, .changeDefault, .setNotNull, .dropNotNull,
      .addIdentity, .changeIdentity, .dropIdentity, .dropExpression, .setExpression, .setColumnStorage,
      .setColumnCompression, .addConstraint, .validateConstraint, .dropConstraint, .renameConstraint, .alterConstraint,
      .rename, .setSchema, .changeOwner, .setLogged, .setTablespace, .setAccessMethod, .attachPartition,
      .detachPartition, .finishDetach, .inherit, .noInherit, .changeTriggers, .changeRules, .changeRowSecurity,
      .setReplicaIdentity, .other:
      return .alterView(name)
    }
  }

  private static let ownedKinds: [String: DroppedObject.Kind] = [
    "OBJECT_VIEW": .view, "OBJECT_MATVIEW": .materializedView, "OBJECT_SEQUENCE": .sequence, "OBJECT_TYPE": .type,
  ]

  /// The role of `OWNER TO`.
  func owner(_ role: ParseNode?) -> Identifier { Identifier(role.flatMap(grantee)?.words ?? "") }

  /// The letters are those of `pg_class.relreplident`.
  private func replicaIdentity(_ node: ParseNode?) -> Table.ReplicaIdentity {
    switch node?["identity_type"]?.string {
    case "n": .nothing
    case "f": .full
    case "i": .index(node?["name"]?.identifier ?? "")
    default: .primaryKey
    }
  }

  /// `IF EXISTS` of a table that is altered or gets another name, and of the columns that it loses; what becomes of a
  /// composite type's attributes.
  func noteAlterations(of type: String, _ node: ParseNode, at facts: inout StatementFacts) {
    guard ["AlterTableStmt", "RenameStmt", "AlterObjectSchemaStmt"].contains(type) else { return }
    if node["missing_ok"]?.isTrue ?? false, let table = relation(node["relation"]) {
      facts.alteredIfThere.insert(table)
    }
    for command in node["cmds"]?.children.compactMap({ $0["AlterTableCmd"] }) ?? [] {
      guard let column = command["name"]?.identifier, let subtype = command["subtype"]?.string,
        subtype == "AT_DropColumn" || subtype == "AT_AlterColumnType"
      else { continue }
      let isDropped = subtype == "AT_DropColumn"
      if isDropped, command["missing_ok"]?.isTrue ?? false { facts.columnsDroppedIfThere.insert(column) }
      if node["objtype"]?.string == "OBJECT_TYPE", let type = relation(node["relation"]) {
        facts.attributeChanges.append(AttributeChange(type, column, isDropped: isDropped))
      }
    }
  }

  private func tableAction(_ command: ParseNode) -> TableAction {
    let subtype = command["subtype"]?.string ?? ""
    let name = command["name"]?.identifier ?? ""
    return columnAction(subtype, name, command) ?? constraintAction(subtype, name, command)
      ?? relationAction(subtype, command) ?? .other(subtype)
  }

  /// The parse tree of an expression does not say where it ends; the text does.
  private func usingText(_ action: TableAction, at place: Int, of count: Int) -> TableAction {
    guard case .alterColumnType(let column, let type, .computed(var value)) = action else { return action }
    value.text = WrittenClauses(source).using(inCommand: place, of: count)
    return .alterColumnType(column, to: type, by: .computed(value))
  }

  private func columnAction(_ subtype: String, _ name: Identifier, _ command: ParseNode) -> TableAction? {
    let isCascading = command["behavior"]?.string == "DROP_CASCADE"
    switch subtype {
    case "AT_AddColumn":
      guard var column = command["def"]?["ColumnDef"].flatMap(addedColumn) else { return nil }
      column.hasGuard = command["missing_ok"]?.isTrue ?? false
      return .addColumn(column)
    case "AT_DropColumn": return .dropColumn(name, isCascading: isCascading)
    case "AT_AlterColumnType":
      guard let definition = command["def"]?["ColumnDef"], var type = columnType(definition["typeName"]) else {
        return nil
      }
      type.collation = self.name(definition["collClause"]?["collname"])
      return .alterColumnType(name, to: type, by: conversion(of: name, to: type, definition["raw_default"]))
    case "AT_ColumnDefault" where marker(command["def"]) == .setExpression: return .setExpression(name)
    case "AT_ColumnDefault":
      return .changeDefault(name, functions: functions(in: command["def"]), isDropped: command["def"] == nil)
    case "AT_SetNotNull": return .setNotNull(name)
    case "AT_DropNotNull": return .dropNotNull(name)
    case "AT_AddIdentity": return .addIdentity(name)
    case "AT_SetIdentity": return .changeIdentity(name)
    case "AT_DropIdentity": return .dropIdentity(name)
    case "AT_DropExpression": return .dropExpression(name)
    case "AT_SetStatistics": return .setColumnStatistics(name)
    case "AT_SetOptions", "AT_ResetOptions": return .setColumnOptions(name)
    case "AT_SetStorage": return .setColumnStorage(name)
    case "AT_SetCompression": return .setColumnCompression(name)
    default: return nil
    }
  }

  private func constraintAction(_ subtype: String, _ name: Identifier, _ command: ParseNode) -> TableAction? {
    switch subtype {
    case "AT_AddConstraint": command["def"]?["Constraint"].flatMap(constraint).map { .addConstraint($0) }
    case "AT_ValidateConstraint": .validateConstraint(name)
    case "AT_DropConstraint": .dropConstraint(name, isCascading: command["behavior"]?.string == "DROP_CASCADE")
    case "AT_AlterConstraint":
      command["def"]?["Constraint"].map {
        .alterConstraint($0["conname"]?.identifier ?? name, isNotEnforced: isNotEnforced($0))
      }
    default: nil
    }
  }

  private func relationAction(_ subtype: String, _ command: ParseNode) -> TableAction? {
    let partition = command["def"]?["PartitionCmd"]
    switch subtype {
    case "AT_ChangeOwner": return .changeOwner(to: owner(command["newowner"]))
    case "AT_SetRelOptions", "AT_ResetRelOptions", "AT_ReplaceRelOptions":
      let parameters = storageParameters(command["def"]?["List"]?["items"])
      return .setStorageParameters(subtype == "AT_ResetRelOptions" ? [] : parameters)
    case "AT_SetLogged": return .setLogged(true)
    case "AT_SetUnLogged": return .setLogged(false)
    case "AT_SetTableSpace": return .setTablespace(command["name"]?.identifier ?? "")
    case "AT_SetAccessMethod": return .setAccessMethod(command["name"]?.identifier)
    case "AT_AttachPartition":
      return relation(partition?["name"]).map { .attachPartition($0, partitionBound(partition?["bound"])) }
    case "AT_DetachPartition":
      return relation(partition?["name"]).map { .detachPartition($0, isConcurrent: partition?["concurrent"] != nil) }
    case "AT_DetachPartitionFinalize": return relation(partition?["name"]).map { .finishDetach($0) }
    case "AT_AddInherit": return relation(command["def"]?["RangeVar"]).map { .inherit($0) }
    case "AT_DropInherit": return relation(command["def"]?["RangeVar"]).map { .noInherit($0) }
    case "AT_EnableRowSecurity": return .changeRowSecurity(.enable)
    case "AT_DisableRowSecurity": return .changeRowSecurity(.disable)
    case "AT_ForceRowSecurity": return .changeRowSecurity(.force)
    case "AT_NoForceRowSecurity": return .changeRowSecurity(.noForce)
    case "AT_ReplicaIdentity": return .setReplicaIdentity(replicaIdentity(command["def"]?["ReplicaIdentityStmt"]))
    case "AT_ClusterOn", "AT_DropCluster": return .changeClusterIndex
    case _ where subtype.hasSuffix("Rule"): return .changeRules
    case "AT_EnableTrigAll": return .changeTriggers(.enableAll)
    case "AT_EnableTrigUser": return .changeTriggers(.enableUser)
    case "AT_DisableTrigAll": return .changeTriggers(.disableAll)
    case "AT_DisableTrigUser": return .changeTriggers(.disableUser)
    case "AT_DisableTrig": return .changeTriggers(.disable(command["name"]?.identifier ?? ""))
    case _ where subtype.contains("Trig"): return .changeTriggers(.enable(command["name"]?.identifier ?? ""))
    default: return nil
    }
  }

  private func addedColumn(_ node: ParseNode) -> AddedColumn? {
    guard let name = node["colname"]?.identifier, let type = columnType(node["typeName"]) else { return nil }
    var column = AddedColumn(name, type)
    column.collation = self.name(node["collClause"]?["collname"])
    column.compression = node["compression"]?.identifier
    for content in (node["constraints"]?.children ?? []).compactMap({ $0["Constraint"] }) {
      switch content["contype"]?.string {
      case "CONSTR_DEFAULT":
        column.hasDefault = content["raw_expr"]?["A_Const"]?["isnull"] == nil
        column.defaultFunctions = functions(in: content["raw_expr"])
      case "CONSTR_NOTNULL": column.isNotNull = true
      case "CONSTR_IDENTITY": column.isIdentity = true
      case "CONSTR_GENERATED":
        let isVirtual = marker(content["raw_expr"]) == .virtual
        (column.isStoredGenerated, column.isVirtualGenerated) = (!isVirtual, isVirtual)
      default:
        if var added = constraint(content) {
          if added.columns.isEmpty { added.columns = [name] }
          column.constraints.append(added)
        } else if let last = column.constraints.indices.last {
          note(content, at: &column.constraints[last])
        }
      }
    }
    return column
  }

  /// Nil for what is no constraint in the sense of `pg_constraint` (`DEFAULT`, `NULL`, `DEFERRABLE`).
  func constraint(_ node: ParseNode) -> AddedConstraint? {
    let kind: AddedConstraint.Kind
    var columns = parts(node["keys"])
    switch node["contype"]?.string {
    case "CONSTR_CHECK" where columnNotNull(node) != nil:
      let column = columnNotNull(node) ?? ""
      kind = .notNull(column)
      columns = [column]
    case "CONSTR_CHECK":
      kind = .check(provesNotNull: columnsProvedNotNull(node["raw_expr"]))
      columns = columnsMentioned(in: node["raw_expr"])
    case "CONSTR_FOREIGN":
      guard let referenced = relation(node["pktable"]) else { return nil }
      var key = ForeignKeyClause(to: referenced)
      key.columns = parts(node["pk_attrs"])
      key.onDelete = foreignKeyAction(node["fk_del_action"]?.string)
      key.onUpdate = foreignKeyAction(node["fk_upd_action"]?.string)
      key.isMatchFull = node["fk_matchtype"]?.string == "f"
      kind = .foreignKey(key)
      columns = parts(node["fk_attrs"])
    case "CONSTR_UNIQUE": kind = .unique
    case "CONSTR_PRIMARY": kind = .primaryKey
    case "CONSTR_EXCLUSION":
      kind = .exclusion
      columns = exclusionElements(node).compactMap(\.key.column)
    default: return nil
    }
    var added = AddedConstraint(
      node["conname"]?.identifier, kind, columns: columns, isNotValid: node["skip_validation"]?.isTrue ?? false,
      index: node["indexname"]?.identifier)
    added.isDeferrable = node["deferrable"]?.isTrue ?? false
    added.isInitiallyDeferred = node["initdeferred"]?.isTrue ?? false
    added.isNullsNotDistinct = node["nulls_not_distinct"]?.isTrue ?? false
    added.included = parts(node["including"])
    added.isLocal = node["is_no_inherit"]?.isTrue ?? false
    added.functions = functions(in: node["raw_expr"]) + valueFunctions(in: node["raw_expr"])
    if case .check = kind {
      added.condition = conditionText(node)
      added.mayRefuseNull = mayRefuseNull(node["raw_expr"])
    }
    if kind == .exclusion { note(exclusion: node, at: &added) }
    added.isNotEnforced = isNotEnforced(node)
    added.isTemporal = isTemporal(node)
    return added
  }

  /// `DEFERRABLE` and the like stand after a column's constraint as nodes of their own.
  private func note(_ attribute: ParseNode, at constraint: inout AddedConstraint) {
    switch attribute["contype"]?.string {
    case "CONSTR_ATTR_DEFERRABLE": constraint.isDeferrable = true
    case "CONSTR_ATTR_DEFERRED":
      constraint.isDeferrable = true
      constraint.isInitiallyDeferred = true
    default: break
    }
  }

  /// The letters are those of `pg_constraint.confdeltype`; PostgreSQL's grammar says `a` for none as well.
  private func foreignKeyAction(_ letter: String?) -> ForeignKeyClause.Action? {
    switch letter {
    case "r": .restrict
    case "c": .cascade
    case "n": .setNull
    case "d": .setDefault
    default: nil
    }
  }

  /// The columns that an expression names, each once, in order.
  func columnsMentioned(in expression: ParseNode?) -> [Identifier] {
    guard let expression else { return [] }
    var seen: Set<Identifier> = []
    return ([expression["ColumnRef"]].compactMap { $0 } + expression.descendants(named: "ColumnRef")).compactMap {
      parts($0["fields"]).last.flatMap { seen.insert($0).inserted ? $0 : nil }
    }
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
      let target = columnType(cast["typeName"])
    else { return .computed(WrittenExpression(nil, functions: functions(in: using) + valueFunctions(in: using))) }
    return target.isSameType(as: type) && target.modifiers == type.modifiers ? .plainCast : .cast(target)
  }
}

extension TableAction {
  /// Whether it moves the relation's files or writes them in another way.
  fileprivate var isMove: Bool {
    if case .setTablespace = self { return true }
    if case .setAccessMethod = self { return true }
    return false
  }
}
