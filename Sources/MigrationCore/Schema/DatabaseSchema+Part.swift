/// A part of schemas that can stand alone.
extension [DatabaseSchema] {
  /// The schemas with nothing in them but these objects and what those need, over any number of steps.
  ///
  /// - Parameter objects: as they stand in the model; a column, constraint, index, trigger, policy or rule stands for
  ///   its relation.
  /// - Returns: the same schemas in the same order, without privileges.
  package func part(with objects: Set<ObjectID>) -> [DatabaseSchema] {
    var needs: [ObjectID: [ObjectID]] = [:]
    for schema in self {
      for dependency in schema.dependencies {
        needs[dependency.dependent.whole, default: []].append(dependency.referenced.whole)
      }
    }
    var kept: Set<ObjectID> = []
    var open = objects.map(\.whole)
    while let object = open.popLast() {
      guard kept.insert(object).inserted else { continue }
      open += needs[object] ?? []
    }
    return map { $0.keeping(kept) }
  }
}

extension DatabaseSchema {
  /// What is in this schema and not in `other`, a part of it, without privileges; nil when that is nothing.
  package func without(_ other: DatabaseSchema) -> DatabaseSchema? {
    let kept = Set(owners.keys).subtracting(other.owners.keys)
    guard !kept.isEmpty else { return nil }
    var rest = keeping(Set(kept.map(\.whole)))
    rest.owner = ""
    rest.comment = nil
    return rest
  }
}

extension ObjectID {
  /// The object that it is or is a part of; what shares `pg_class` has one kind, since names are unique there.
  fileprivate var whole: ObjectID {
    switch kind {
    case .table, .view, .materializedView, .sequence, .compositeType, .column, .constraint, .index, .trigger, .policy,
      .rule:
      ObjectID(.table, schema, name)
    case .domain: ObjectID(.domain, schema, name)
    case .schema, .function, .procedure, .aggregate, .enumType, .privilege, .rangeType, .baseType, .collation,
      .statistics, .operator, .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser,
      .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration, .defaultPrivilege:
      self
    }
  }
}

extension DatabaseSchema {
  fileprivate func keeping(_ objects: Set<ObjectID>) -> DatabaseSchema {
    func has(_ kind: ObjectKind, _ object: Identifier, _ arguments: String? = nil) -> Bool {
      objects.contains(ObjectID(kind, name, object, arguments: arguments).whole)
    }
    var part = self
    part.tables.removeAll { !has(.table, $0.name) }
    part.views.removeAll { !has(.view, $0.name) }
    part.sequences.removeAll { !has(.sequence, $0.name) }
    part.compositeTypes.removeAll { !has(.compositeType, $0.name) }
    part.enumTypes.removeAll { !has(.enumType, $0.name) }
    part.domains.removeAll { !has(.domain, $0.name) }
    part.routines.removeAll { !has($0.objectKind, $0.name, $0.identityArguments.text) }
    part.aggregates.removeAll { !has(.aggregate, $0.name, $0.identityArguments.text) }
    part.definedObjects.removeAll { !objects.contains($0.id(in: name).whole) }
    part.privileges = []
    part.columnPrivileges = []
    part.defaultPrivileges = []
    return part
  }
}
