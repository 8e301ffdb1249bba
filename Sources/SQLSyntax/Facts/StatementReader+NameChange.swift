internal import MigrationCore

extension StatementReader {
  /// `RENAME` and `SET SCHEMA`; a renamed enum value is an action.
  func nameChanges(of type: String, _ node: ParseNode) -> [NameChange] {
    let isRename = type == "RenameStmt"
    guard isRename || type == "AlterObjectSchemaStmt",
      let new = node[isRename ? "newname" : "newschema"]?.identifier
    else { return [] }
    let objectType = node[isRename ? "renameType" : "objectType"]?.string ?? ""
    let kind = renamedKind(objectType)
    let old = node["subname"]?.identifier
    let change: NameChange.Change = isRename ? .name(new) : .schema(new)
    if let name = relation(node["relation"]) {
      let member =
        ["OBJECT_COLUMN", "OBJECT_ATTRIBUTE", "OBJECT_TABCONSTRAINT", "OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE"]
          .contains(objectType) ? old : nil
      return [NameChange(kind, name, member: member, change)]
    }
    if let object = node["object"], let name = self.name(objectName(object)) {
      return [NameChange(kind, name, member: kind == .constraint ? old : nil, change)]
    }
    return old.map { [NameChange(kind, QualifiedName($0, $0), change)] } ?? []
  }

  private func renamedKind(_ type: String) -> NameChange.Kind {
    switch type {
    case "OBJECT_TABLE": .table
    case "OBJECT_VIEW": .view
    case "OBJECT_MATVIEW": .materializedView
    case "OBJECT_FOREIGN_TABLE": .foreignTable
    case "OBJECT_SEQUENCE": .sequence
    case "OBJECT_INDEX": .index
    case "OBJECT_COLUMN": .column
    case "OBJECT_ATTRIBUTE": .attribute
    case "OBJECT_TABCONSTRAINT", "OBJECT_DOMCONSTRAINT": .constraint
    case "OBJECT_TRIGGER": .trigger
    case "OBJECT_POLICY": .policy
    case "OBJECT_RULE": .rule
    case "OBJECT_FUNCTION", "OBJECT_ROUTINE": .function
    case "OBJECT_PROCEDURE": .procedure
    case "OBJECT_AGGREGATE": .aggregate
    case "OBJECT_TYPE": .type
    case "OBJECT_DOMAIN": .domain
    case "OBJECT_SCHEMA": .schema
    case "OBJECT_ROLE": .role
    case "OBJECT_DATABASE": .database
    default: .other
    }
  }
}
