internal import MigrationCore

extension StatementReader {
  /// Reads what PostgreSQL looks up for what a statement stores.
  func noteStored(of type: String, _ node: ParseNode, at stored: inout StoredRelations) {
    switch type {
    case "CreateFunctionStmt":
      note(node["sql_body"], at: &stored)
      let language = option("language", in: node["options"])?["arg"].flatMap(scalar)?.lowercased()
      let body = option("as", in: node["options"])?["arg"]?["List"]?["items"]?.children.first.flatMap(scalar)
      guard language == "sql", let body else { return }
      let actions = StatementParser(schema: schema).factsOnThisStack(of: body).actions
      stored.changes += actions.compactMap(\.changedTable)
      stored.reads += actions.flatMap(\.readRelations)
    case "RuleStmt":
      note(node["actions"], at: &stored)
      note(node["whereClause"], at: &stored)
    case "CreatePolicyStmt", "AlterPolicyStmt":
      note(node["qual"], at: &stored)
      note(node["with_check"], at: &stored)
    case "CreateTrigStmt": stored.reads += relation(node["constrrel"]).map { [$0] } ?? []
    case "AlterSeqStmt", "CreateSeqStmt":
      let owner = parts(option("owned_by", in: node["options"])?["arg"]?["List"]?["items"])
      guard owner.count > 1 else { return }
      let schema = owner.count > 2 ? owner[owner.count - 3] : self.schema
      stored.reads.append(QualifiedName(schema, owner[owner.count - 2]))
    default: break
    }
  }

  private func note(_ node: ParseNode?, at stored: inout StoredRelations) {
    guard let node else { return }
    let changes = ["InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"]
    stored.changes += changes.flatMap { node.descendants(named: $0) }.compactMap { relation($0["relation"]) }
    stored.reads += relationsRead(by: node)
  }
}
