internal import MigrationCore

extension StatementReader {
  /// Queries, data changes, maintenance, locks and transaction control.
  func dataActions(of type: String, _ node: ParseNode) -> [StatementAction]? {
    switch type {
    case "SelectStmt": return query(node)
    case "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt":
      return rowChange(type, node).map { rowChanges(inside: node) + [$0] }
    case "ExplainStmt" where isOn("analyze", in: node["options"]):
      return node["query"]?.typed.map { actions(of: $0.type, $0.content) }
    case "TruncateStmt":
      let isCascading = node["behavior"]?.string == "DROP_CASCADE"
      return [.truncate(relations(node["relations"]), isCascading: isCascading)]
    case "VacuumStmt":
      let tables = (node["rels"]?.children ?? []).compactMap { relation($0["VacuumRelation"]?["relation"]) }
      guard node["is_vacuumcmd"]?.isTrue ?? false else { return [.analyze(tables)] }
      return [.vacuum(tables, isFull: isOn("full", in: node["options"]))]
    case "ClusterStmt": return [.cluster(relation(node["relation"]))]
    case "LockStmt": return lock(node)
    case "TransactionStmt":
      let kind = node["kind"]?.string ?? ""
      return [.transactionControl(kind.hasPrefix("TRANS_STMT_") ? String(kind.dropFirst(11)) : kind)]
    default: return nil
    }
  }

  private func query(_ node: ParseNode) -> [StatementAction] {
    let reads = relationsRead(by: node)
    if let name = relation(node["intoClause"]?["rel"]) {
      var table = CreatedTable(name)
      table.reads = reads
      table.isFilled = true
      table.persistence = persistence(node["intoClause"]?["rel"])
      return [.createTable(table)]
    }
    let callsSetval = node.descendants(named: "FuncCall").contains { parts($0["funcname"]).last == "setval" }
    let select = StatementAction.select(reads: reads, locksRows: !node.descendants(named: "LockingClause").isEmpty)
    return rowChanges(inside: node) + [select] + (callsSetval ? [.setSequenceValue] : [])
      + settingsChanged(byCallsIn: node)
  }

  /// The modes are numbered as in PostgreSQL's `lockdefs.h`, from 1.
  private func lock(_ node: ParseNode) -> [StatementAction]? {
    let mode = (node["mode"]?.int ?? 0) - 1
    guard LockMode.allCases.indices.contains(mode) else { return nil }
    let isNoWait = node["nowait"]?.isTrue ?? false
    return [.lockTable(relations(node["relations"]), LockMode.allCases[mode], isNoWait: isNoWait)]
  }
}
