/// The pieces of a schema that others can need, each with what it cannot be without.
extension DatabaseSchema {
  typealias Piece = ScriptOrder.Piece
  typealias Key = ScriptOrder.Key

  /// The pieces of the schema; `validity` has what comes last, and so is none.
  func pieces(_ validity: InheritedValidity) -> [Piece] {
    func id(_ kind: ObjectKind, _ object: Identifier) -> ObjectID { ObjectID(kind, name, object) }
    func piece(_ stage: ScriptOrder.Stage, _ object: ObjectID, _ statements: [SQLText]) -> Piece {
      Piece(key: Key(stage: stage, object: object), statements: statements)
    }
    var pieces = enumTypes.map { piece(.type, id(.enumType, $0.name), [$0.create(in: name)]) }
    pieces += compositeTypes.map { piece(.type, id(.compositeType, $0.name), [$0.create(in: name)]) }
    for domain in domains {
      pieces.append(piece(.type, id(.domain, domain.name), [domain.create(in: name, withRules: false)]))
      pieces.append(piece(.domainRules, id(.domain, domain.name), domain.rules(in: name)))
    }
    pieces += sequences.map { piece(.sequence, id(.sequence, $0.name), [$0.create(in: name)]) }
    for routine in routines {
      let object = ObjectID(routine.objectKind, name, routine.name, arguments: routine.identityArguments.text)
      pieces.append(piece(.routine, object, [routine.create()]))
    }
    for aggregate in aggregates {
      let object = ObjectID(.aggregate, name, aggregate.name, arguments: aggregate.identityArguments.text)
      pieces.append(piece(.aggregate, object, [aggregate.create(in: name)]))
    }
    pieces += tables.flatMap { $0.pieces(in: name, validity) }
    for view in views {
      let object = id(view.objectKind, view.name)
      var whole = piece(.view, object, [view.create(in: name)])
      if view.materialization == nil {
        whole.standIn = { (view.standIn(in: name), [view.create(in: name, replacing: true)]) }
      }
      pieces.append(whole)
      for index in view.materialization?.indexes ?? [] {
        pieces.append(piece(.viewIndex, object.member(.index, index.name), [index.create()]))
      }
    }
    for object in definedObjects {
      var whole = Piece(key: object.key(in: name), statements: object.create())
      if let shell = object.shell { whole.standIn = { (shell, object.create()) } }
      pieces.append(whole)
    }
    return pieces.filter { !$0.statements.isEmpty }
  }

  /// Tells the order what needs what: by the model's structure, and by `pg_depend`.
  func putInOrder(_ order: inout ScriptOrder) {
    putStructureInOrder(&order)
    putInOrder(&order, by: dependencies)
  }

  /// What needs what by the model's structure.
  private func putStructureInOrder(_ order: inout ScriptOrder) {
    for domain in domains {
      let object = ObjectID(.domain, name, domain.name)
      order.put(Key(stage: .domainRules, object: object), after: Key(stage: .type, object: object))
    }
    for view in views {
      let object = ObjectID(view.objectKind, name, view.name)
      for index in view.materialization?.indexes ?? [] {
        order.put(
          Key(stage: .viewIndex, object: object.member(.index, index.name)), after: Key(stage: .view, object: object))
      }
    }
    for table in tables { table.putInOrder(&order, in: name) }
  }

  /// What needs what by `pg_depend`.
  func putInOrder(_ order: inout ScriptOrder, by dependencies: [Dependency]) {
    putKeysBesideTheirLike(&order, by: dependencies)
    let generated = Set(
      tables.flatMap { table in
        table.columns.filter { $0.generated != nil }.map { ObjectID(.column, name, table.name, member: $0.name) }
      })
    for dependency in dependencies where dependency.strength == .normal || dependency.strength == .automatic {
      // That a sequence goes with its column does not mean that it comes after it.
      guard dependency.dependent.kind != .sequence else { continue }
      let dependents = Self.keys(whichNeed: dependency, generated)
      order.put(dependents, after: Self.keys(whichMake: dependency.referenced))
      // PostgreSQL refuses to give a domain another check while a column holds an array or a composite of it.
      guard dependency.referenced.kind == .domain else { continue }
      order.put(
        dependents.filter { $0.stage != .routine && $0.stage != .aggregate },
        after: [Key(stage: .domainRules, object: dependency.referenced)])
    }
  }

  /// Of like keys PostgreSQL lets a foreign key use the one that was made first.
  private func putKeysBesideTheirLike(_ order: inout ScriptOrder, by dependencies: [Dependency]) {
    let places = Dictionary(tables.indices.map { (tables[$0].name, $0) }) { first, _ in first }
    for dependency in dependencies where dependency.referenced.kind == .index && dependency.strength == .normal {
      let used = dependency.referenced
      guard dependency.dependent.kind == .constraint, used.schema == name, let place = places[used.name] else {
        continue
      }
      let keys = tables[place].uniqueKeys
      guard keys.count > 1, let own = keys.first(where: { $0.name == used.member }) else { continue }
      let object = ObjectID(.table, name, used.name)
      for other in keys where other.name != own.name && Set(other.columns) == Set(own.columns) {
        order.put(other.piece(of: object), after: own.piece(of: object))
      }
    }
  }

  /// The pieces of the dependent object that may be the ones with the need; those that are no piece are ignored.
  private static func keys(whichNeed dependency: Dependency, _ generated: Set<ObjectID>) -> [Key] {
    let object = dependency.dependent
    switch object.kind {
    case .column:
      // A column's type is part of its relation, its default is not; pg_depend's rows for both look the same.
      let relation = relations(of: object)
      switch dependency.referenced.kind {
      case .function, .procedure, .aggregate, .sequence:
        return generated.contains(object) ? relation : [Key(stage: .columnDefault, object: object)]
      default: return relation + [Key(stage: .columnDefault, object: object)]
      }
    case .domain:
      switch dependency.referenced.kind {
      case .function, .procedure, .aggregate, .sequence: return [Key(stage: .domainRules, object: object)]
      default: return [Key(stage: .type, object: object), Key(stage: .domainRules, object: object)]
      }
    case .schema, .table, .constraint, .index, .trigger, .policy, .view, .materializedView, .function, .procedure,
      .aggregate, .sequence, .enumType, .compositeType, .privilege, .defaultPrivilege, .rangeType, .baseType,
      .collation,
      .rule, .statistics, .operator, .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser,
      .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration:
      return keys(whichMake: object)
    }
  }

  private static func keys(whichMake object: ObjectID) -> [Key] {
    switch object.kind {
    case .table: [Key(stage: .table, object: object)]
    case .column: relations(of: object)
    case .constraint:
      [
        Key(stage: .check, object: object), Key(stage: .key, object: object), Key(stage: .foreignKey, object: object),
      ]
    case .index: [Key(stage: .index, object: object), Key(stage: .viewIndex, object: object)]
    case .view, .materializedView: [Key(stage: .view, object: object)]
    case .function, .procedure: [Key(stage: .routine, object: object)]
    case .aggregate: [Key(stage: .aggregate, object: object)]
    case .sequence: [Key(stage: .sequence, object: object)]
    case .enumType, .compositeType, .domain, .rangeType, .baseType: [Key(stage: .type, object: object)]
    case .collation: [Key(stage: .collation, object: object)]
    case .conversion: [Key(stage: .conversion, object: object)]
    case .textSearchParser, .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration:
      [Key(stage: .textSearch, object: object)]
    case .operator: [Key(stage: .operator, object: object)]
    case .operatorFamily: [Key(stage: .operatorFamily, object: object)]
    case .operatorClass: [Key(stage: .operatorClass, object: object)]
    case .cast: [Key(stage: .cast, object: object)]
    case .statistics: [Key(stage: .statistics, object: object)]
    case .rule: [Key(stage: .rule, object: object)]
    case .trigger: [Key(stage: .trigger, object: object)]
    case .policy: [Key(stage: .policy, object: object)]
    case .schema, .privilege, .defaultPrivilege: []
    }
  }

  /// A column's relation, which can be of four kinds.
  private static func relations(of column: ObjectID) -> [Key] {
    func id(_ kind: ObjectKind) -> ObjectID { ObjectID(kind, column.schema, column.name) }
    return [
      Key(stage: .table, object: id(.table)), Key(stage: .view, object: id(.view)),
      Key(stage: .view, object: id(.materializedView)), Key(stage: .type, object: id(.compositeType)),
    ]
  }
}

extension Table {
  /// A constraint or an index that a foreign key can use.
  fileprivate struct UniqueKey {
    var stage: ScriptOrder.Stage
    var kind: ObjectKind
    var name: Identifier
    var columns: [Identifier]

    func piece(of table: ObjectID) -> ScriptOrder.Key {
      ScriptOrder.Key(stage: stage, object: table.member(kind, name))
    }
  }

  fileprivate var uniqueKeys: [UniqueKey] {
    constraints.lazy.filter(\.isKey)
      .map { UniqueKey(stage: .key, kind: .constraint, name: $0.name, columns: $0.columns) }
      + indexes.lazy.filter(\.isUnique)
      .map { UniqueKey(stage: .index, kind: .index, name: $0.name, columns: $0.keys.compactMap(\.column)) }
  }

  fileprivate func pieces(in schema: Identifier, _ validity: InheritedValidity) -> [ScriptOrder.Piece] {
    let table = QualifiedName(schema, name)
    let object = ObjectID(.table, schema, name)
    func piece(_ stage: ScriptOrder.Stage, _ object: ObjectID, _ statements: [SQLText]) -> ScriptOrder.Piece {
      ScriptOrder.Piece(key: .init(stage: stage, object: object), statements: statements)
    }
    let unvalidated = addUnvalidatedNotNulls(named: table, validity)
    var pieces = [
      piece(.table, object, [create(in: schema, .bare)] + unvalidated + inheritedColumnRules(in: schema)),
      piece(.partition, object, attach(in: schema)),
    ]
    for column in columns {
      pieces.append(
        piece(.columnDefault, object.member(.column, column.name), column.setDefault(of: table, "TABLE ONLY")))
    }
    for constraint in constraints
    where !constraint.comes(withParentOf: self) && !validity.comesLast(constraint, of: table) {
      guard let stage = constraint.stage else { continue }
      pieces.append(piece(stage, object.member(.constraint, constraint.name), [constraint.add(to: self, in: schema)]))
    }
    return pieces + indexes.map { piece(.index, object.member(.index, $0.name), [$0.create()]) }
  }

  fileprivate func putInOrder(_ order: inout ScriptOrder, in schema: Identifier) {
    typealias Key = ScriptOrder.Key
    let object = ObjectID(.table, schema, name)
    let whole = Key(stage: .table, object: object)
    let attached = Key(stage: .partition, object: object)
    var parts = [attached]
    parts += columns.map { Key(stage: .columnDefault, object: object.member(.column, $0.name)) }
    parts += indexes.map { Key(stage: .index, object: object.member(.index, $0.name)) }
    for constraint in constraints {
      guard let stage = constraint.stage else { continue }
      let key = Key(stage: stage, object: object.member(.constraint, constraint.name))
      parts.append(key)
      // A partition must have its parent's checks when it is attached.
      if stage == .check, partition != nil { order.put(attached, after: key) }
    }
    order.put(parts, after: [whole])
    for parent in parents {
      order.put(whole, after: Key(stage: .table, object: ObjectID(.table, parent.schema, parent.name)))
    }
    if let parent = partition?.parent {
      order.put(attached, after: Key(stage: .table, object: ObjectID(.table, parent.schema, parent.name)))
    }
  }

  /// What a table can only have once those below it are there, or must have before them.
  func putInOrder(_ order: inout ScriptOrder, in schema: Identifier, children: [ObjectID]) {
    typealias Key = ScriptOrder.Key
    let object = ObjectID(.table, schema, name)
    for child in children {
      let attached = Key(stage: .partition, object: child)
      for constraint in constraints {
        let member = object.member(.constraint, constraint.name)
        // Inherited by CREATE TABLE … INHERITS, compared by ATTACH; later it could not be added to the parent alone.
        order.put(Key(stage: .table, object: child), after: Key(stage: .check, object: member))
        order.put(attached, after: Key(stage: .check, object: member))
        // On attaching, PostgreSQL makes an index for each of the parent's that has none of the child's to go with.
        order.put(Key(stage: .key, object: member), after: attached)
      }
      for index in indexes {
        order.put(Key(stage: .index, object: object.member(.index, index.name)), after: attached)
      }
    }
  }
}

extension Constraint.Kind {
  /// When a constraint of the kind comes by itself.
  var stage: ScriptOrder.Stage {
    switch self {
    case .check: .check
    case .primaryKey, .unique, .exclusion: .key
    case .foreignKey: .foreignKey
    }
  }
}

extension Constraint {
  /// Nil for a foreign key, which nothing else needs.
  fileprivate var stage: ScriptOrder.Stage? {
    switch kind {
    case .check: .check
    case .primaryKey, .unique, .exclusion: .key
    case .foreignKey: nil
    }
  }
}

extension DefinedObject {
  fileprivate func key(in schema: Identifier) -> ScriptOrder.Key {
    ScriptOrder.Key(stage: stage, object: id(in: schema))
  }

  var stage: ScriptOrder.Stage {
    switch kind {
    case .collation: .collation
    case .conversion: .conversion
    case .textSearchParser, .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration: .textSearch
    case .rangeType, .baseType, .enumType, .compositeType, .domain: .type
    case .operator: .operator
    case .operatorFamily: .operatorFamily
    case .operatorClass: .operatorClass
    case .cast: .cast
    case .statistics: .statistics
    case .rule, .schema, .table, .column, .constraint, .index, .trigger, .policy, .view, .materializedView, .function,
      .procedure, .aggregate, .sequence, .privilege, .defaultPrivilege:
      .rule
    }
  }
}
