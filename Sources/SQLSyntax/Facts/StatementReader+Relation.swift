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
    return index
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
    table.isTemporary = node["into"]?["rel"]?["relpersistence"]?.string == "t"
    return [.createTable(table)]
  }
}
