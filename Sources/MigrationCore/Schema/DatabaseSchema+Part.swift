/// A part of schemas that can stand alone.
extension [DatabaseSchema] {
  /// The schemas with nothing in them but these objects and what those need, over any number of steps.
  ///
  /// - Parameters:
  ///   - objects: as they stand in the model; a column, constraint, index, trigger, policy or rule stands for its
  ///     relation.
  ///   - keepsRights: whether the objects keep their privileges, and the schemas their default privileges.
  /// - Returns: the same schemas in the same order.
  package func part(with objects: Set<ObjectID>, keepsRights: Bool = false) -> [DatabaseSchema] {
    let kept = needs(of: objects)
    return map { $0.keeping(kept, keepsRights: keepsRights) }
  }

  /// The objects, and what they need over any number of steps: relations and others that stand for their parts, too.
  package func needs(of objects: Set<ObjectID>) -> Set<ObjectID> {
    var needs: [ObjectID: [ObjectID]] = [:]
    for schema in self {
      for dependency in schema.dependencies {
        needs[dependency.dependent.whole, default: []].append(dependency.referenced.whole)
      }
    }
    var found: Set<ObjectID> = []
    var open = objects.map(\.whole)
    while let object = open.popLast() {
      guard found.insert(object).inserted else { continue }
      open += needs[object] ?? []
    }
    return found
  }

  /// What could have to do with statements that have these words in them: objects that are called so and what depends
  /// on those, and what has no name that a statement would have.
  package func objects(named words: Set<Identifier>) -> Set<ObjectID> {
    var found: Set<ObjectID> = []
    for schema in self {
      found.formUnion(schema.owners.keys.filter { words.contains($0.name) })
      found.formUnion(schema.definedObjects.filter { $0.owner == nil }.map { $0.id(in: schema.name) })
      for dependency in schema.dependencies {
        // A column that is not named stays as it is.
        let referenced = dependency.referenced
        guard words.contains(referenced.name), referenced.member.map({ words.contains($0) }) ?? true else { continue }
        found.insert(dependency.dependent)
      }
    }
    return found
  }
}

extension DatabaseSchema {
  /// The same without what comes with CREATE EXTENSION.
  var withoutExtensionMembers: DatabaseSchema {
    var copy = self
    copy.tables.removeAll { $0.extensionName != nil }
    copy.views.removeAll { $0.extensionName != nil }
    copy.sequences.removeAll { $0.extensionName != nil }
    copy.routines.removeAll { $0.extensionName != nil }
    copy.aggregates.removeAll { $0.extensionName != nil }
    copy.enumTypes.removeAll { $0.extensionName != nil }
    copy.compositeTypes.removeAll { $0.extensionName != nil }
    copy.domains.removeAll { $0.extensionName != nil }
    copy.definedObjects.removeAll { $0.extensionName != nil }
    return copy
  }

  /// The same without foreign keys, by which nearly every table needs others.
  package var withoutForeignKeys: DatabaseSchema {
    var schema = self
    var keys: Set<ObjectID> = []
    for place in schema.tables.indices {
      let table = ObjectID(.table, name, schema.tables[place].name)
      schema.tables[place].constraints.removeAll { constraint in
        guard case .foreignKey = constraint.kind else { return false }
        keys.insert(table.member(.constraint, constraint.name))
        return true
      }
    }
    schema.dependencies.removeAll { keys.contains($0.dependent) }
    return schema
  }

  var tablesByName: [Identifier: Table] {
    Dictionary(tables.map { ($0.name, $0) }) { first, _ in first }
  }

  /// The same without the tables that the other schema has exactly so.
  package func withoutTables(alsoIn other: DatabaseSchema) -> DatabaseSchema {
    let others = other.tablesByName
    var schema = self
    schema.tables.removeAll { others[$0.name] == $0 }
    return schema
  }

  /// What is in this schema and not in `other`, a part of it, without privileges; nil when that is nothing.
  package func without(_ other: DatabaseSchema) -> DatabaseSchema? {
    let kept = Set(owners.keys).subtracting(other.owners.keys)
    guard !kept.isEmpty else { return nil }
    var rest = keeping(Set(kept.map(\.whole)), keepsRights: false)
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
  fileprivate func keeping(_ objects: Set<ObjectID>, keepsRights: Bool) -> DatabaseSchema {
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
    if keepsRights {
      part.privileges.removeAll { $0.object.kind != .schema && !objects.contains($0.object.whole) }
      part.columnPrivileges.removeAll { !objects.contains($0.relation.whole) }
    } else {
      part.privileges = []
      part.columnPrivileges = []
      part.defaultPrivileges = []
    }
    return part
  }
}
