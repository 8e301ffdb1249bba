internal import MigrationCore

extension StatementReader {
  /// What the tree tells about how the statements are written.
  func note(_ root: ParseNode, at text: inout WrittenText) {
    var names = UnqualifiedNames()
    var newer: [String] = []
    root.walk(Self.walked.map(\.name)) { index, node in
      switch Self.walked[index].kind {
      case .rows: return false
      case .relation: names.add(relation: node)
      case .expressionName: names.local.insert(node["ctename"]?.identifier ?? "")
      case .routine: names.add(parts(node["funcname"]))
      case .type: names.add(parts(node["typeName"]))
      case .domain: names.add(parts(node["domainname"]))
      case .drop: dropped(node).forEach { names.add($0) }
      case .newer(let words): newer.append(words)
      case .index: if node["nulls_not_distinct"]?.isTrue ?? false { newer.append("NULLS NOT DISTINCT") }
      case .command: if node["subtype"]?.string == "AT_SetAccessMethod" { newer.append("SET ACCESS METHOD") }
      case .viewOptions: if option("security_invoker", in: node["options"]) != nil { newer.append("security_invoker") }
      case .publication:
        if node["whereClause"] != nil { newer.append("a publication's WHERE") }
        if node["columns"] != nil { newer.append("a publication's column list") }
      }
      return true
    }
    text.unqualifiedNames = names.found.filter { !names.local.contains($0) }
    for words in newer where !text.newerSyntax.contains(where: { $0.words == words }) {
      text.newerSyntax.append(NewerSyntax(words, since: 15))
    }
  }

  private enum Walked {
    case rows, relation, expressionName, routine, type, domain, drop, index, command, viewOptions, publication
    case newer(String)
  }

  /// Source for what is newer than PostgreSQL 14: the release notes of PostgreSQL 15.
  private static let walked: [(name: StaticString, kind: Walked)] = [
    ("valuesLists", .rows), ("RangeVar", .relation), ("relation", .relation), ("view", .relation), ("rel", .relation),
    ("sequence", .relation), ("typevar", .relation), ("pktable", .relation), ("CommonTableExpr", .expressionName),
    ("CreateFunctionStmt", .routine), ("CreateEnumStmt", .type), ("CreateRangeStmt", .type), ("AlterEnumStmt", .type),
    ("CreateDomainStmt", .domain), ("DropStmt", .drop), ("MergeStmt", .newer("MERGE")),
    ("fk_del_set_cols", .newer("ON DELETE SET … (columns)")), ("IndexStmt", .index), ("Constraint", .index),
    ("AlterTableCmd", .command), ("ViewStmt", .viewOptions), ("PublicationTable", .publication),
  ]

  /// The names of dropped objects that live in a schema.
  private func dropped(_ node: ParseNode) -> [[Identifier]] {
    let type = node["removeType"]?.string ?? ""
    let isMember = ["OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE"].contains(type)
    guard isMember || Self.kindsInSchemas.contains(type) else { return [] }
    return (node["objects"]?.children ?? []).map { isMember ? objectName($0).dropLast() : objectName($0) }
  }

  private static let kindsInSchemas: Set<String> = [
    "OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW", "OBJECT_INDEX", "OBJECT_SEQUENCE", "OBJECT_FUNCTION",
    "OBJECT_PROCEDURE", "OBJECT_ROUTINE", "OBJECT_AGGREGATE", "OBJECT_TYPE", "OBJECT_DOMAIN", "OBJECT_FOREIGN_TABLE",
  ]
}

/// Relations, types and routines that are named without their schema, each once, in order.
///
/// Functions that are called, and types of columns, are mostly the system's and do not count; nor do temporary tables,
/// which have no schema to name.
private struct UnqualifiedNames {
  var found: [Identifier] = []
  /// Names that stand for something inside the statement.
  var local: Set<Identifier> = []

  mutating func add(_ names: [Identifier]) {
    guard names.count == 1, !names[0].bytes.starts(with: "pg_".utf8), !found.contains(names[0]) else { return }
    found.append(names[0])
  }

  mutating func add(relation node: ParseNode?) {
    guard let node, node["schemaname"] == nil, let name = node["relname"]?.identifier else { return }
    if node["relpersistence"]?.string == "t" { local.insert(name) } else { add([name]) }
  }
}
