extension ObjectTree {
  /// The same tree with each object's rights at the end of its definition, for whoever looks at one object alone.
  ///
  /// Only rights that PostgreSQL does not give by itself, as the nodes below `privileges` have them; a relation has
  /// those of its columns too.
  package func withRights(of schema: DatabaseSchema) -> ObjectTree {
    var rights: [ObjectID: [String]] = [:]
    for privilege in schema.privileges {
      rights[privilege.object, default: []] += privilege.nodes(in: schema.name).map(\.definition)
    }
    let owners = schema.relationOwners
    for privilege in schema.columnPrivileges {
      let definitions = privilege.nodes(in: schema.name, owner: owners[privilege.relation.name]).map(\.definition)
      rights[privilege.relation, default: []] += definitions
      let column = privilege.relation.member(.column, privilege.column)
      rights[column, default: []] += definitions
    }
    func completed(_ node: ObjectNode) -> ObjectNode {
      var node = node
      if let id = node.id, let own = rights[id] {
        node.definition = ([node.definition].filter { !$0.isEmpty } + [own.joined(separator: "\n")])
          .joined(separator: "\n\n")
      }
      node.children = node.children.map(completed)
      return node
    }
    return ObjectTree(source: source, roots: roots.map(completed))
  }
}
