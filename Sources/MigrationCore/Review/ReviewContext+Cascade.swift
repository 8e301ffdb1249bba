extension ReviewContext {
  /// What CASCADE drops with the object, at any depth, as far as the target was read; parts of itself are not told.
  func cascade(of object: DroppedObject) -> [ObjectID] {
    var open = roots(of: object)
    var found: Set<ObjectID> = object.kind == .schema ? Set(open) : []
    while let next = open.popLast() {
      for user in users(of: next) where !isPart(user, of: object) && found.insert(user).inserted { open.append(user) }
    }
    return found.filter { $0.member == nil || !found.contains(ObjectID(.table, $0.schema, $0.name)) }.sorted()
  }

  /// Columns that hold values of a composite type, or of one that is made of it.
  func columns(of type: QualifiedName) -> [ObjectID] {
    cascade(of: DroppedObject(.type, type)).filter { $0.kind == .column }
  }

  /// The object by its possible kinds; what is no such object has no users.
  private func roots(of object: DroppedObject) -> [ObjectID] {
    let (schema, name) = (object.name.schema, object.name.name)
    switch object.kind {
    case .table, .view, .materializedView, .foreignTable, .sequence: return [ObjectID(.table, schema, name)]
    case .domain: return [ObjectID(.domain, schema, name)]
    case .type:
      return [.enumType, .compositeType, .rangeType, .baseType].map { ObjectID($0, schema, name) }
    case .function, .procedure, .aggregate: return dependencies.flatMap { $0.routines(named: object.name) }
    case .schema:
      return (live?.relations ?? [:]).compactMap { name, relation in
        guard name.schema == schema, relation.owningTable == nil, let kind = relation.kind.objectKind else {
          return nil
        }
        return ObjectID(kind, name.schema, name.name)
      }
    case .index, .trigger, .policy, .rule, .extension, .publication, .statistics, .cast, .operator, .collation,
      .database, .other:
      return []
    }
  }

  private func users(of object: ObjectID) -> [ObjectID] {
    var users = dependencies.flatMap { $0.users(of: object) }
    guard object.member == nil, [.table, .view, .materializedView].contains(object.kind),
      let relation = relation(QualifiedName(object.schema, object.name))
    else { return users }
    users += relation.dependents.map(\.object)
    // Partitions go with their table, and nobody has to say CASCADE.
    if relation.kind != .partitionedTable { users += relation.partitions.map { ObjectID(.table, $0.schema, $0.name) } }
    return users
  }

  private func isPart(_ user: ObjectID, of object: DroppedObject) -> Bool {
    user.member != nil && user.schema == object.name.schema && user.name == object.name.name
  }
}

extension LiveRelation.Kind {
  /// Nil for what is part of another object.
  fileprivate var objectKind: ObjectKind? {
    switch self {
    case .table, .partitionedTable, .foreignTable: .table
    case .view: .view
    case .materializedView: .materializedView
    case .sequence: .sequence
    case .compositeType: .compositeType
    case .index, .partitionedIndex: nil
    }
  }
}
