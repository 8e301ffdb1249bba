/// Who needs whom by `pg_depend`, looked up by object.
///
/// A relation stands for its columns, constraints, indexes and triggers too: what uses a column uses its table. The index
/// of a constraint is the constraint. What an object consists of is neither among its users nor among its needs.
package struct DependencyMap: Hashable, Sendable {
  private var needed: [ObjectID: Set<ObjectID>] = [:]
  private var using: [ObjectID: Set<ObjectID>] = [:]

  /// Nobody needs anything.
  package init() {}

  /// The dependencies of everything in `schema`, on objects of other schemas too.
  package init(of schema: DatabaseSchema) {
    var constraints: [ObjectID: ObjectID] = [:]
    for table in schema.tables {
      let owner = ObjectID(.table, schema.name, table.name)
      for constraint in table.constraints where constraint.index != nil {
        constraints[owner.member(.index, constraint.name)] = owner.member(.constraint, constraint.name)
      }
    }
    for dependency in schema.dependencies where dependency.strength != .internal {
      let dependent = constraints[dependency.dependent] ?? dependency.dependent
      let referenced = constraints[dependency.referenced] ?? dependency.referenced
      for one in Set([dependent.key, dependent.relation ?? dependent.key]) where !referenced.belongs(to: one) {
        needed[one, default: []].insert(referenced)
      }
      for one in Set([referenced.key, referenced.relation ?? referenced.key]) where !dependent.belongs(to: one) {
        using[one, default: []].insert(dependent)
      }
    }
  }

  /// Routines that something needs, whatever their arguments, in the order of ``ObjectID``.
  package func routines(named name: QualifiedName) -> [ObjectID] {
    using.keys.filter { object in
      [.function, .procedure, .aggregate].contains(object.kind) && object.schema == name.schema
        && object.name == name.name
    }.sorted()
  }

  /// What the object cannot be without, in the order of ``ObjectID``.
  package func needs(of object: ObjectID) -> [ObjectID] { (needed[object.key] ?? []).sorted() }

  /// What cannot be without the object, in the order of ``ObjectID``.
  package func users(of object: ObjectID) -> [ObjectID] { (using[object.key] ?? []).sorted() }
}

extension ObjectID {
  /// What it is looked up by: a relation of any kind by its name alone.
  fileprivate var key: ObjectID { member == nil ? relation ?? self : self }

  /// The relation that it is, or is a member of; relations of all kinds share their names.
  fileprivate var relation: ObjectID? {
    switch kind {
    case .table, .view, .materializedView, .compositeType, .sequence, .column, .constraint, .index, .trigger, .policy,
      .rule:
      ObjectID(.table, schema, name)
    case .schema, .function, .procedure, .aggregate, .enumType, .domain, .privilege, .defaultPrivilege, .rangeType,
      .baseType, .collation, .statistics, .operator, .operatorFamily, .operatorClass, .cast, .conversion,
      .textSearchParser, .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration:
      nil
    }
  }

  /// Whether it is `object`, a member of it, or the relation that `object` is a member of.
  ///
  /// Rules have their own place in the tree, so they are nobody's members here.
  fileprivate func belongs(to object: ObjectID) -> Bool {
    if key == object { return true }
    if object.member == nil { return kind != .rule && relation == object }
    return member == nil && relation == object.relation
  }
}
