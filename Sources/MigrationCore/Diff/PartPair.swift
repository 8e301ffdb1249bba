/// A part before and after.
package indirect enum PartPair: Hashable, Sendable {
  case table(Table, Table)
  case column(Column, Column, of: Table, Table)
  case constraint(Constraint, Constraint, of: Table, Table)
  case index(Index, Index, on: SchemaPart.IndexedRelation)
  case trigger(Trigger, Trigger, on: SchemaPart.IndexedRelation)
  case policy(RowSecurityPolicy, RowSecurityPolicy)
  case view(View, View)
  case sequence(SequenceGenerator, SequenceGenerator)
  case routine(Routine, Routine)
  case aggregate(Aggregate, Aggregate)
  case enumType(EnumType, EnumType)
  case compositeType(CompositeType, CompositeType)
  case domain(Domain, Domain)
  case defined(DefinedObject, DefinedObject)

  /// Nil when they are of different kinds.
  package init?(_ old: SchemaPart, _ new: SchemaPart) {
    switch old {
    case .table(let old):
      guard case .table(let new) = new else { return nil }
      self = .table(old, new)
    case .column(let old, let table):
      guard case .column(let new, let other) = new else { return nil }
      self = .column(old, new, of: table, other)
    case .constraint(let old, let table):
      guard case .constraint(let new, let other) = new else { return nil }
      self = .constraint(old, new, of: table, other)
    case .index(let old, _):
      guard case .index(let new, let relation) = new else { return nil }
      self = .index(old, new, on: relation)
    case .trigger(let old, _):
      guard case .trigger(let new, let relation) = new else { return nil }
      self = .trigger(old, new, on: relation)
    case .policy(let old, _):
      guard case .policy(let new, _) = new else { return nil }
      self = .policy(old, new)
    case .view(let old):
      guard case .view(let new) = new else { return nil }
      self = .view(old, new)
    case .sequence(let old):
      guard case .sequence(let new) = new else { return nil }
      self = .sequence(old, new)
    case .routine(let old):
      guard case .routine(let new) = new else { return nil }
      self = .routine(old, new)
    case .aggregate(let old):
      guard case .aggregate(let new) = new else { return nil }
      self = .aggregate(old, new)
    case .enumType(let old):
      guard case .enumType(let new) = new else { return nil }
      self = .enumType(old, new)
    case .compositeType(let old):
      guard case .compositeType(let new) = new else { return nil }
      self = .compositeType(old, new)
    case .domain(let old):
      guard case .domain(let new) = new else { return nil }
      self = .domain(old, new)
    case .defined(let old):
      guard case .defined(let new) = new else { return nil }
      self = .defined(old, new)
    }
  }
}
