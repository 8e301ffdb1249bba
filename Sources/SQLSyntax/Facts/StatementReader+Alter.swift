internal import MigrationCore

extension StatementReader {
  /// `RENAME`, `SET SCHEMA` and `OWNER TO` of any object.
  func alterActions(of type: String, _ node: ParseNode) -> [StatementAction]? {
    switch type {
    case "RenameStmt": renaming(node)
    case "AlterObjectSchemaStmt": schemaChange(node)
    case "AlterOwnerStmt": ownerChange(node)
    default: nil
    }
  }

  private func renaming(_ node: ParseNode) -> [StatementAction] {
    let kind = node["renameType"]?.string ?? ""
    let old = node["subname"]?.identifier ?? ""
    let new = node["newname"]?.identifier ?? ""
    guard let name = relation(node["relation"]) else { return [otherAlteration(kind, node["object"])] }
    let isView = ["OBJECT_VIEW", "OBJECT_MATVIEW"].contains(node["relationType"]?.string)
    switch kind {
    case "OBJECT_COLUMN": return [isView ? .alterView(name) : .alterTable(name, .renameColumn(old, to: new))]
    case "OBJECT_ATTRIBUTE": return [.alterType(name)]
    case "OBJECT_TABCONSTRAINT": return [.alterTable(name, .renameConstraint(old, to: new))]
    case "OBJECT_TRIGGER": return [.renameTrigger(old, on: name)]
    case "OBJECT_POLICY":
      var change = PolicyChange(old, on: name)
      change.newName = new
      return [.alterPolicy(change)]
    case "OBJECT_RULE": return [.createRule(old, on: name)]
    case "OBJECT_VIEW", "OBJECT_MATVIEW": return [.alterView(name)]
    case "OBJECT_INDEX": return [.alterIndex(name)]
    case "OBJECT_SEQUENCE": return [.alterSequence(name, options: [])]
    default: return [.alterTable(name, .rename(to: new))]
    }
  }

  private func schemaChange(_ node: ParseNode) -> [StatementAction] {
    let kind = node["objectType"]?.string ?? ""
    guard let name = relation(node["relation"]) else { return [otherAlteration(kind, node["object"])] }
    switch kind {
    case "OBJECT_VIEW", "OBJECT_MATVIEW": return [.alterView(name)]
    case "OBJECT_SEQUENCE": return [.alterSequence(name, options: [])]
    default: return [.alterTable(name, .setSchema(node["newschema"]?.identifier ?? ""))]
    }
  }

  private func ownerChange(_ node: ParseNode) -> [StatementAction] {
    let kind = droppedKind(node["objectType"]?.string ?? "")
    let parts = node["object"].map { objectName($0).isEmpty ? self.parts($0["List"]?["items"]) : objectName($0) } ?? []
    let name = kind == .schema ? parts.last.map { QualifiedName($0, $0) } : self.name(parts)
    return [.changeOwner(OwnerChange(kind, name, to: owner(node["newowner"])))]
  }

  private func otherAlteration(_ kind: String, _ object: ParseNode?) -> StatementAction {
    let target = object.flatMap { name(objectName($0).isEmpty ? parts($0["List"]?["items"]) : objectName($0)) }
    switch (kind, target) {
    case ("OBJECT_FUNCTION", let target?), ("OBJECT_PROCEDURE", let target?), ("OBJECT_AGGREGATE", let target?),
      ("OBJECT_ROUTINE", let target?):
      return .alterRoutine(RoutineChange(target))
    case ("OBJECT_TYPE", let target?): return .alterType(target)
    case ("OBJECT_DOMAIN", let target?), ("OBJECT_DOMCONSTRAINT", let target?): return .alterDomain(target, .other)
    default: return .alterOther("ALTER \(Self.words(of: kind))")
    }
  }
}
