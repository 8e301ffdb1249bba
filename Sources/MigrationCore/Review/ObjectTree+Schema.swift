extension ObjectTree {
  /// The tree of a schema: its objects by kind, relations with their members, privileges, and what is not managed.
  ///
  /// Objects of extensions and of kinds outside the model are below the heading `not managed`, named and counted.
  package init(schema: DatabaseSchema, source: Source) {
    var root = ObjectNode(
      id: ObjectID(.schema, schema.name, schema.name), title: schema.name.text, detail: "schema",
      definition: schema.ownDefinition.script)
    root.children = schema.managedHeadings + schema.accessHeadings
    let unmanaged = schema.unmanagedKinds
    if !unmanaged.isEmpty {
      root.children.append(ObjectNode(id: nil, title: Self.notManagedTitle, children: unmanaged))
    }
    self.init(source: source, roots: [root])
  }

  /// The tree of several schemas, each a root.
  package init(schemas: [DatabaseSchema], source: Source) {
    self.init(source: source, roots: schemas.flatMap { ObjectTree(schema: $0, source: source).roots })
  }

  /// The heading over objects that no plan touches.
  package static let notManagedTitle = "not managed"

  /// A node for each kind that no plan touches, with the names below it.
  package var notManaged: [ObjectNode] {
    roots.flatMap(\.children).filter { $0.id == nil && $0.title == Self.notManagedTitle }.flatMap(\.children)
  }
}

extension DatabaseSchema {
  /// A heading for each kind that there are objects of, in the order of the screens.
  fileprivate var managedHeadings: [ObjectNode] {
    let routineNodes = routines.filter { $0.extensionName == nil }.map { $0.node(in: name) }
    let viewNodes = views.filter { $0.extensionName == nil }.map { $0.node(in: name) }
    let typeNodes =
      enumTypes.filter { $0.extensionName == nil }.map { $0.node(in: name) }
      + compositeTypes.filter { $0.extensionName == nil }.map { $0.node(in: name) }
    return [
      heading(.table, tables.filter { $0.extensionName == nil }.map { $0.node(in: name) }),
      heading(.view, viewNodes.filter { $0.id?.kind == .view }),
      heading(.materializedView, viewNodes.filter { $0.id?.kind == .materializedView }),
      heading(.function, routineNodes.filter { $0.id?.kind == .function }),
      heading(.procedure, routineNodes.filter { $0.id?.kind == .procedure }),
      heading(.aggregate, aggregates.filter { $0.extensionName == nil }.map { $0.node(in: name) }),
      heading(.sequence, sequences.filter { $0.extensionName == nil }.map { $0.node(in: name) }),
      heading(.enumType, typeNodes),
      heading(.domain, domains.filter { $0.extensionName == nil }.map { $0.node(in: name) }),
    ].flatMap { $0 } + definedHeadings
  }

  private var definedHeadings: [ObjectNode] {
    DefinedObject.kinds.flatMap { kind in
      heading(
        kind, definedObjects.filter { $0.kind == kind && $0.extensionName == nil }.map { $0.node(in: name) })
    }
  }

  /// Rights, as far as they are not what PostgreSQL gives by itself.
  fileprivate var accessHeadings: [ObjectNode] {
    let owners = Dictionary(
      tables.map { ($0.name, $0.owner) } + views.map { ($0.name, $0.owner) }, uniquingKeysWith: { first, _ in first })
    let rights =
      privileges.flatMap { $0.nodes(in: name) }
      + columnPrivileges.flatMap { $0.nodes(in: name, owner: owners[$0.relation.name]) }
    return heading(.privilege, rights) + heading(.defaultPrivilege, defaultPrivileges.flatMap { $0.nodes(in: name) })
  }

  private func heading(_ kind: ObjectKind, _ nodes: [ObjectNode]) -> [ObjectNode] {
    guard !nodes.isEmpty else { return [] }
    let sorted = nodes.sorted { left, right in
      guard let left = left.id, let right = right.id else { return false }
      return left < right
    }
    return [ObjectNode(id: nil, title: kind.heading, children: sorted)]
  }

  /// A node for each kind that no plan touches, with the names below it.
  fileprivate var unmanagedKinds: [ObjectNode] {
    var kinds: [(kind: String, names: [String])] = []
    for object in notManaged + extensionObjects {
      if let index = kinds.firstIndex(where: { Identifier($0.kind) == Identifier(object.kind) }) {
        kinds[index].names.append(object.name)
      } else {
        kinds.append((object.kind, [object.name]))
      }
    }
    return kinds.map { kind in
      ObjectNode(
        id: nil, title: kind.kind, detail: "\(kind.names.count)",
        children: kind.names.map { ObjectNode(id: nil, title: $0, detail: kind.kind) })
    }
  }
}
