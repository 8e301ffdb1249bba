extension Table {
  func node(in schema: Identifier) -> ObjectNode {
    let table = QualifiedName(schema, name)
    var words: [String] = []
    if persistence == .unlogged { words.append("unlogged") }
    if let foreign { words.append("foreign, on \(foreign.server)") }
    if let partitioning { words.append("partitioned by \(partitioning.definition.text)") }
    if let partition { words.append("partition of \(partition.parent.name)") }
    if !parents.isEmpty { words.append("inherits from \(parents.map(\.name.text).joined(separator: ", "))") }
    if hasRowSecurity { words.append(forcesRowSecurity ? "forced row security" : "row security") }
    let owner = ObjectID(.table, schema, name)
    let constraintNodes = constraints.map { constraint in
      ObjectNode(
        id: owner.member(.constraint, constraint.name), title: constraint.name.text,
        detail: constraint.isValidated ? constraint.words : "\(constraint.words), not valid",
        definition: constraint.definition(on: self, in: schema).script)
    }
    return ObjectNode(
      id: owner, title: name.text, detail: words.joined(separator: ", "), definition: definition(in: schema).script,
      children: columns.map { $0.node(of: owner, definition: $0.definition(of: table)) } + constraintNodes
        + indexes.map { $0.node(of: owner, "TABLE") } + triggers.map { $0.node(of: owner) }
        + policies.map { $0.node(of: owner) })
  }
}

extension View {
  func node(in schema: Identifier) -> ObjectNode {
    let owner = ObjectID(objectKind, schema, name)
    let view = QualifiedName(schema, name)
    let columnNodes = columns.map { column in
      let kind: SQLText = keyword
      let extra = column.setDefault(of: view, kind) + column.attributes(of: view, kind)
      return column.node(of: owner, definition: extra)
    }
    return ObjectNode(
      id: owner, title: name.text, detail: materialization?.isPopulated == false ? "not populated" : "",
      definition: definition(in: schema).script,
      children: columnNodes + (materialization?.indexes ?? []).map { $0.node(of: owner, keyword) }
        + triggers.map { $0.node(of: owner) })
  }
}

extension Column {
  func node(of relation: ObjectID, definition: [SQLText]) -> ObjectNode {
    ObjectNode(
      id: relation.member(.column, name), title: name.text, detail: words, definition: definition.script)
  }
}

extension Index {
  func node(of relation: ObjectID, _ kind: SQLText) -> ObjectNode {
    var words = isUnique ? "unique index" : "index"
    if method != "btree" { words += ", \(method)" }
    if !isValid { words += ", not valid" }
    return ObjectNode(
      id: relation.member(.index, name), title: name.text, detail: words,
      definition: definition(on: QualifiedName(relation.schema, relation.name), kind).script)
  }
}

extension Trigger {
  func node(of relation: ObjectID) -> ObjectNode {
    let state: String
    switch enabled {
    case .origin: state = ""
    case .disabled: state = ", disabled"
    case .replica: state = ", on replicas only"
    case .always: state = ", always"
    }
    return ObjectNode(
      id: relation.member(.trigger, name), title: name.text, detail: "trigger\(state)",
      definition: definition(on: QualifiedName(relation.schema, relation.name)).script)
  }
}

extension RowSecurityPolicy {
  func node(of relation: ObjectID) -> ObjectNode {
    let kind = isPermissive ? "policy" : "restrictive policy"
    return ObjectNode(
      id: relation.member(.policy, name), title: name.text, detail: "\(kind) for \(command.keyword)",
      definition: definition(on: QualifiedName(relation.schema, relation.name)).script)
  }
}
