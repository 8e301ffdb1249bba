internal import MigrationCore

extension StatementReader {
  /// `DROP …` and `COMMENT ON`.
  func dropActions(of type: String, _ node: ParseNode) -> [StatementAction]? {
    switch type {
    case "DropStmt":
      let objects = (node["objects"]?.children ?? []).compactMap { droppedObject($0, node) }
      return objects.isEmpty ? nil : objects.map { .drop($0) }
    case "DropdbStmt":
      guard let name = node["dbname"]?.identifier else { return nil }
      var database = DroppedObject(.database, QualifiedName(name, name))
      database.hasGuard = node["missing_ok"]?.isTrue ?? false
      return [.drop(database)]
    case "DropOwnedStmt", "ReassignOwnedStmt":
      let isCascading = node["behavior"]?.string == "DROP_CASCADE"
      return [.changeOwned(by: roles(node["roles"]), isDropped: type == "DropOwnedStmt", isCascading: isCascading)]
    case "CommentStmt": return [.comment(on: commentTarget(node), text: node["comment"]?.string)]
    default: return nil
    }
  }

  private func droppedObject(_ object: ParseNode, _ statement: ParseNode) -> DroppedObject? {
    var parts = objectName(object)
    let kind = droppedKind(statement["removeType"]?.string ?? "")
    var member: Identifier?
    if kind == .trigger || kind == .policy || kind == .rule { member = parts.popLast() }
    guard let name = kind == .schema ? parts.last.map({ QualifiedName($0, $0) }) : name(parts) else { return nil }
    var dropped = DroppedObject(
      kind, name, member: member, isCascading: statement["behavior"]?.string == "DROP_CASCADE",
      isConcurrent: statement["concurrent"]?.isTrue ?? false)
    dropped.hasGuard = statement["missing_ok"]?.isTrue ?? false
    return dropped
  }

  /// The parts of the name in whichever node the kind of object uses.
  func objectName(_ object: ParseNode) -> [Identifier] {
    if let items = object["List"]?["items"] {
      let names = parts(items)
      // DOMAIN constraints and operator classes hold other nodes as well.
      return names.isEmpty ? (items.children.first.map(objectName) ?? []) : names
    }
    if let routine = object["ObjectWithArgs"] { return parts(routine["objname"]) }
    if let type = object["TypeName"] { return parts(type["names"]) }
    return object["String"]?["sval"]?.identifier.map { [$0] } ?? []
  }

  func droppedKind(_ type: String) -> DroppedObject.Kind {
    switch type {
    case "OBJECT_TABLE": .table
    case "OBJECT_VIEW": .view
    case "OBJECT_MATVIEW": .materializedView
    case "OBJECT_INDEX": .index
    case "OBJECT_SEQUENCE": .sequence
    case "OBJECT_FUNCTION", "OBJECT_ROUTINE": .function
    case "OBJECT_PROCEDURE": .procedure
    case "OBJECT_AGGREGATE": .aggregate
    case "OBJECT_TYPE": .type
    case "OBJECT_DOMAIN": .domain
    case "OBJECT_SCHEMA": .schema
    case "OBJECT_TRIGGER": .trigger
    case "OBJECT_POLICY": .policy
    case "OBJECT_RULE": .rule
    case "OBJECT_FOREIGN_TABLE": .foreignTable
    case "OBJECT_EXTENSION": .extension
    case "OBJECT_PUBLICATION": .publication
    case "OBJECT_STATISTIC_EXT": .statistics
    case "OBJECT_CAST": .cast
    case "OBJECT_OPERATOR": .operator
    case "OBJECT_COLLATION": .collation
    default: .other
    }
  }

  private func roles(_ list: ParseNode?) -> [Identifier] {
    (list?.children ?? []).compactMap { $0["RoleSpec"] }.map(role)
  }

  /// The name of a `RoleSpec`; `CURRENT_USER` and the like by their keyword.
  func role(_ node: ParseNode) -> Identifier {
    node["rolename"]?.identifier ?? Identifier(String((node["roletype"]?.string ?? "").dropFirst(9)))
  }

  private func commentTarget(_ node: ParseNode) -> CommentTarget {
    guard let object = node["object"] else { return .other }
    let parts = objectName(object)
    switch node["objtype"]?.string {
    case "OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW", "OBJECT_INDEX", "OBJECT_SEQUENCE", "OBJECT_FOREIGN_TABLE":
      return name(parts).map { .relation($0) } ?? .other
    case "OBJECT_COLUMN":
      guard let column = parts.last, let relation = name(parts.dropLast()) else { return .other }
      return .column(column, of: relation)
    case "OBJECT_TABCONSTRAINT", "OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE":
      return name(parts.dropLast()).map { .member(of: $0) } ?? .other
    default: return .other
    }
  }

  private func name(_ parts: ArraySlice<Identifier>) -> QualifiedName? { name(Array(parts)) }
}
