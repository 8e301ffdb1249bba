internal import MigrationCore

extension StatementReader {
  /// Indexes, views, sequences, triggers, policies and rules.
  func relationActions(of type: String, _ node: ParseNode) -> [StatementAction]? {
    switch type {
    case "IndexStmt": return createdIndex(node).map { [.createIndex($0)] }
    case "ReindexStmt": return reindex(node)
    case "ViewStmt":
      guard let name = relation(node["view"]) else { return nil }
      return [
        .createView(name, isReplacing: node["replace"]?.isTrue ?? false, reads: relationsRead(by: node["query"]))
      ]
    case "CreateTableAsStmt": return createdFromQuery(node)
    case "RefreshMatViewStmt":
      return relation(node["relation"]).map {
        [.refreshMaterializedView($0, isConcurrent: node["concurrent"]?.isTrue ?? false)]
      }
    case "CreateSeqStmt": return relation(node["sequence"]).map { [.createSequence($0)] }
    case "AlterSeqStmt": return relation(node["sequence"]).map { [.alterSequence($0)] }
    case "CreateTrigStmt":
      guard let table = relation(node["relation"]), let name = node["trigname"]?.identifier else { return nil }
      return [.createTrigger(name, on: table, isReplacing: node["replace"]?.isTrue ?? false)]
    case "CreatePolicyStmt":
      guard let table = relation(node["table"]), let name = node["policy_name"]?.identifier else { return nil }
      return [.createPolicy(name, on: table)]
    case "AlterPolicyStmt":
      guard let table = relation(node["table"]), let name = node["policy_name"]?.identifier else { return nil }
      return [.alterPolicy(name, on: table)]
    case "RuleStmt":
      guard let table = relation(node["relation"]), let name = node["rulename"]?.identifier else { return nil }
      return [.createRule(name, on: table)]
    default: return nil
    }
  }

  private func createdIndex(_ node: ParseNode) -> CreatedIndex? {
    guard let table = relation(node["relation"]) else { return nil }
    var index = CreatedIndex(node["idxname"]?.identifier.map { QualifiedName(table.schema, $0) }, on: table)
    index.isUnique = node["unique"]?.isTrue ?? false
    index.isConcurrent = node["concurrent"]?.isTrue ?? false
    index.isOnly = !(node["relation"]?["inh"]?.isTrue ?? false)
    index.hasGuard = node["if_not_exists"]?.isTrue ?? false
    index.accessMethod = node["accessMethod"]?.identifier ?? "btree"
    index.keys = (node["indexParams"]?.children ?? []).compactMap { $0["IndexElem"].map(indexKey) }
    index.included = (node["indexIncludingParams"]?.children ?? []).compactMap { $0["IndexElem"]?["name"]?.identifier }
    index.isPartial = node["whereClause"] != nil
    index.functions = functions(in: node["indexParams"]) + functions(in: node["whereClause"])
    index.isNullsNotDistinct = node["nulls_not_distinct"]?.isTrue ?? false
    index.parameters = storageParameters(node["options"])
    index.tablespace = node["tableSpace"]?.identifier
    return index
  }

  private func indexKey(_ node: ParseNode) -> IndexKey {
    var key = IndexKey(column: node["name"]?.identifier)
    key.collation = name(node["collation"])
    key.operatorClass = parts(node["opclass"]).last
    key.isDescending = node["ordering"]?.string == "SORTBY_DESC"
    switch node["nulls_ordering"]?.string {
    case "SORTBY_NULLS_FIRST": key.nullsFirst = true
    case "SORTBY_NULLS_LAST": key.nullsFirst = false
    default: break
    }
    return key
  }

  private func reindex(_ node: ParseNode) -> [StatementAction]? {
    let isConcurrent = isOn("concurrently", in: node["params"])
    let name = relation(node["relation"])
    switch (node["kind"]?.string, name) {
    case ("REINDEX_OBJECT_INDEX", let name?): return [.reindex(.index(name), isConcurrent: isConcurrent)]
    case ("REINDEX_OBJECT_TABLE", let name?): return [.reindex(.table(name), isConcurrent: isConcurrent)]
    default: return [.reindex(.many, isConcurrent: isConcurrent)]
    }
  }

  private func createdFromQuery(_ node: ParseNode) -> [StatementAction]? {
    guard let name = relation(node["into"]?["rel"]) else { return nil }
    let reads = relationsRead(by: node["query"])
    if node["objtype"]?.string == "OBJECT_MATVIEW" { return [.createMaterializedView(name, reads: reads)] }
    var table = CreatedTable(name)
    table.reads = reads
    table.isFilled = !(node["into"]?["skipData"]?.isTrue ?? false)
    table.persistence = persistence(node["into"]?["rel"])
    table.hasGuard = node["if_not_exists"]?.isTrue ?? false
    return [.createTable(table)]
  }
}
