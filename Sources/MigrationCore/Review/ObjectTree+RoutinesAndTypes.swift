extension Routine {
  func node(in schema: Identifier) -> ObjectNode {
    ObjectNode(
      id: ObjectID(objectKind, schema, name, arguments: identityArguments.text),
      title: "\(name)(\(identityArguments))", detail: result?.text ?? "", definition: definition(in: schema).script)
  }
}

extension Aggregate {
  func node(in schema: Identifier) -> ObjectNode {
    ObjectNode(
      id: ObjectID(.aggregate, schema, name, arguments: identityArguments.text),
      title: "\(name)(\(identityArguments.text.isEmpty ? "*" : identityArguments.text))", detail: result.text,
      definition: definition(in: schema).script)
  }
}

extension SequenceGenerator {
  func node(in schema: Identifier) -> ObjectNode {
    let owner = ownedBy.map { ", owned by \($0.table.name).\($0.column)" } ?? ""
    return ObjectNode(
      id: ObjectID(.sequence, schema, name), title: name.text, detail: "\(options.type)\(owner)",
      definition: definition(in: schema).script)
  }
}

extension EnumType {
  func node(in schema: Identifier) -> ObjectNode {
    ObjectNode(
      id: ObjectID(.enumType, schema, name), title: name.text, detail: "enum, \(labels.count) labels",
      definition: definition(in: schema).script)
  }
}

extension CompositeType {
  func node(in schema: Identifier) -> ObjectNode {
    ObjectNode(
      id: ObjectID(.compositeType, schema, name), title: name.text, detail: "composite",
      definition: definition(in: schema).script)
  }
}

extension Domain {
  func node(in schema: Identifier) -> ObjectNode {
    ObjectNode(
      id: ObjectID(.domain, schema, name), title: name.text, detail: baseType.text,
      definition: definition(in: schema).script)
  }
}

extension DefinedObject {
  func node(in schema: Identifier) -> ObjectNode {
    ObjectNode(
      id: id(in: schema), title: name.text, detail: relation.map { "on \($0)" } ?? arguments ?? "",
      definition: statements.script)
  }
}
