/// A part of a schema that a plan makes, drops or alters by itself.
///
/// A table is its own properties here: its columns, constraints, indexes, triggers and policies are parts of their own.
package indirect enum SchemaPart: Hashable, Sendable {
  case table(Table)
  case column(Column, of: Table)
  case constraint(Constraint, of: Table)
  case index(Index, on: IndexedRelation)
  case trigger(Trigger, on: IndexedRelation)
  case policy(RowSecurityPolicy, on: Table)
  case view(View)
  case sequence(SequenceGenerator)
  case routine(Routine)
  case aggregate(Aggregate)
  case enumType(EnumType)
  case compositeType(CompositeType)
  case domain(Domain)
  case defined(DefinedObject)

  /// What indexes and triggers stand on.
  package enum IndexedRelation: Hashable, Sendable {
    case table(Table)
    case view(View)

    package var name: Identifier {
      switch self {
      case .table(let table): table.name
      case .view(let view): view.name
      }
    }

    package var objectKind: ObjectKind {
      switch self {
      case .table: .table
      case .view(let view): view.objectKind
      }
    }

    /// Nil when it is no table.
    package var table: Table? {
      switch self {
      case .table(let table): table
      case .view: nil
      }
    }
  }

  /// Whether an extension made it.
  package var extensionName: Identifier? {
    switch self {
    case .table(let table), .column(_, of: let table), .constraint(_, of: let table), .policy(_, on: let table):
      table.extensionName
    case .index(_, on: let relation), .trigger(_, on: let relation):
      switch relation {
      case .table(let table): table.extensionName
      case .view(let view): view.extensionName
      }
    case .view(let view): view.extensionName
    case .sequence(let sequence): sequence.extensionName
    case .routine(let routine): routine.extensionName
    case .aggregate(let aggregate): aggregate.extensionName
    case .enumType(let type): type.extensionName
    case .compositeType(let type): type.extensionName
    case .domain(let domain): domain.extensionName
    case .defined(let object): object.extensionName
    }
  }

  /// Whether it is a trigger that a partition has from its parent.
  package var isTriggerOfPartition: Bool {
    if case .trigger(let trigger, _) = self { trigger.isPartitionCopy } else { false }
  }

  /// Whether it stands by itself, not in a table or view.
  package var isWhole: Bool {
    switch self {
    case .table, .view, .sequence, .routine, .aggregate, .enumType, .compositeType, .domain, .defined: true
    case .column, .constraint, .index, .trigger, .policy: false
    }
  }
}

extension DatabaseSchema {
  /// Every part, those of extensions left out.
  package var parts: [ObjectID: SchemaPart] { parts(without: []) }

  /// The same without some tables.
  func parts(without tables: Set<Identifier>) -> [ObjectID: SchemaPart] {
    var own = withoutExtensionMembers
    if !tables.isEmpty { own.tables.removeAll { tables.contains($0.name) } }
    var parts: [ObjectID: SchemaPart] = [:]
    parts.reserveCapacity(own.tables.reduce(0) { $0 + 1 + $1.columns.count + $1.constraints.count + $1.indexes.count })
    func id(_ kind: ObjectKind, _ object: Identifier) -> ObjectID { ObjectID(kind, name, object) }
    for table in own.tables {
      let object = id(.table, table.name)
      parts[object] = .table(table)
      for column in table.columns { parts[object.member(.column, column.name)] = .column(column, of: table) }
      for constraint in table.constraints {
        parts[object.member(.constraint, constraint.name)] = .constraint(constraint, of: table)
      }
      for index in table.indexes { parts[object.member(.index, index.name)] = .index(index, on: .table(table)) }
      for trigger in table.triggers {
        parts[object.member(.trigger, trigger.name)] = .trigger(trigger, on: .table(table))
      }
      for policy in table.policies { parts[object.member(.policy, policy.name)] = .policy(policy, on: table) }
    }
    for view in own.views {
      let object = id(view.objectKind, view.name)
      parts[object] = .view(view)
      for index in view.materialization?.indexes ?? [] {
        parts[object.member(.index, index.name)] = .index(index, on: .view(view))
      }
      for trigger in view.triggers {
        parts[object.member(.trigger, trigger.name)] = .trigger(trigger, on: .view(view))
      }
    }
    for sequence in own.sequences { parts[id(.sequence, sequence.name)] = .sequence(sequence) }
    for routine in own.routines { parts[routine.id(in: name)] = .routine(routine) }
    for aggregate in own.aggregates { parts[aggregate.id(in: name)] = .aggregate(aggregate) }
    for type in own.enumTypes { parts[id(.enumType, type.name)] = .enumType(type) }
    for type in own.compositeTypes { parts[id(.compositeType, type.name)] = .compositeType(type) }
    for domain in own.domains { parts[id(.domain, domain.name)] = .domain(domain) }
    for object in own.definedObjects { parts[object.id(in: name)] = .defined(object) }
    return parts
  }
}
