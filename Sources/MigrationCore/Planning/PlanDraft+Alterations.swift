/// Parts that stay and change.
extension PlanDraft {
  mutating func addAlterations(of pair: SchemaDiff.Pair, _ id: ObjectID) {
    switch pair.typed {
    case .table(let old, let new):
      add(old.alterations(to: new, in: schema, on: diff.server), id)
      addParentChange(old, new, id)
    case .column(let old, let new, of: let table, let other):
      let context = columnContext(old, new, table, other, id)
      takeDefaultAway(old, context, id)
      add(old.alterations(to: new, context), id)
      putIdentityInOrder(old, new, id)
    case .constraint(let old, let new, of: _, let table):
      add(old.alterations(to: new, of: table, in: schema, StepLabel(.alter, id)), id)
    case .index(let old, let new, on: let relation): add(old.alterations(to: new, on: relation, id), id)
    case .trigger(let old, let new, on: .table(let table)) where new.isPartitionCopy:
      // A change of the original reaches its copies.
      let original = diff.desired.original(of: new, on: table)
      if old.enabled != new.enabled || original?.trigger != diff.current.original(of: new, on: table)?.trigger {
        addEnabling(of: new, on: table, id)
      }
    case .trigger(let old, let new, on: let relation): add(old.alterations(to: new, on: relation, id), id)
    case .policy(let old, let new): add(old.alterations(to: new, id), id)
    case .view(let old, let new): add(old.alterations(to: new, in: schema, on: diff.server), id)
    case .sequence(let old, let new):
      add(old.alterations(to: new, in: schema, isDisowned: diff.disowned.contains(id)), id)
    case .routine(let old, let new): add(old.alterations(to: new, in: schema), id)
    case .aggregate(let old, let new): add(old.alterations(to: new, in: schema), id)
    case .enumType(let old, let new): if !diff.swapped.contains(id) { add(old.alterations(to: new, in: schema), id) }
    case .compositeType(let old, let new):
      if !diff.swapped.contains(id) { add(old.alterations(to: new, in: schema), id) }
    case .domain(let old, let new):
      if !diff.swapped.contains(id) { add(takeRulesAway(old, id).alterations(to: new, in: schema), id) }
    case .defined(let old, let new):
      if !diff.swapped.contains(id) { add(old.alterations(to: new, label(.alter, id)), id) }
    }
  }

  private mutating func add(_ alterations: [Alteration], _ id: ObjectID) {
    for (place, alteration) in alterations.enumerated() {
      add(
        Key(phase: .alter, stage: alteration.stage, object: id), alteration.rank, part: place, alteration.changes)
    }
  }

  /// An identity's sequence can have the name of one that comes or goes, and the column can have only one of them.
  private mutating func putIdentityInOrder(_ old: Column, _ new: Column, _ column: ObjectID) {
    let identity = Key(phase: .alter, stage: .key, object: column)
    let value = Key(phase: .alter, stage: .columnDefault, object: column)
    if let name = old.identity?.sequence.name, new.identity == nil {
      put(Key(stage: .sequence, object: id(.sequence, name)), after: identity)
      put(value, after: identity)
    }
    if let name = new.identity?.sequence.name, old.identity == nil {
      put(identity, after: Key(phase: .drop, stage: .sequence, object: id(.sequence, name)))
      put(identity, after: value)
    }
  }

  private func columnContext(
    _ old: Column, _ new: Column, _ table: Table, _ other: Table, _ id: ObjectID
  ) -> ColumnContext {
    var context = ColumnContext(
      table: QualifiedName(schema, table.name), label: StepLabel(.alter, id), keyword: other.keyword,
      isForeign: other.foreign != nil, server: diff.server, old: old, new: new)
    context.isOnline = isOnline && other.foreign == nil
    context.isWithoutDefault = diff.withoutDefault.contains(id)
    if diff.retyped.contains(id) {
      context.isOfOwnTypes = isOfOwnTypes(id)
      context.isSwapped = old.type == new.type && old.collation == new.collation || context.isOfOwnTypes
    }
    if context.isSwapped { context.swappedFields = swappedFields(of: new, id) }
    context.takenNames = Set((table.constraints + other.constraints).map(\.name))
    for parent in other.parents + [other.partition?.parent].compactMap({ $0 }) where parent.schema == schema {
      let before = diff.current.tables.first { $0.name == parent.name }?.columns.first { $0.name == old.name }
      let after = diff.desired.tables.first { $0.name == parent.name }?.columns.first { $0.name == old.name }
      if let before, let after { context.parents.append((before, after)) }
    }
    return context
  }

  /// Whether the column is of a type of this schema before and after: between those there are no casts but by way of text.
  private func isOfOwnTypes(_ column: ObjectID) -> Bool {
    [diff.current, diff.desired].allSatisfy { schema in
      schema.dependencies.contains { dependency in
        dependency.dependent == column
          && [.enumType, .compositeType, .domain, .rangeType].contains(dependency.referenced.kind)
      }
    }
  }

  /// How a value of a composite type goes into the type that is made anew: field by field.
  private func swappedFields(of column: Column, _ id: ObjectID) -> SQLText? {
    for dependency in diff.desired.dependencies where dependency.dependent == id {
      guard diff.swapped.contains(dependency.referenced),
        case .compositeType(let old, let new)? = diff.kept[dependency.referenced]?.typed
      else { continue }
      let fields: [SQLText] = new.attributes.map { attribute in
        guard let before = old.attributes.first(where: { $0.name == attribute.name }) else { return "NULL" }
        let field: SQLText = "(\(column.name)).\(attribute.name)"
        guard !isSwapped(attribute.name, of: dependency.referenced) else {
          let array: SQLText = attribute.type.text.hasSuffix("[]") ? "[]" : ""
          return "\(field)::text\(array)::\(catalog: attribute.type)"
        }
        return before.type == attribute.type ? field : "\(field)::\(catalog: attribute.type)"
      }
      return "\(fields, separator: ", ")"
    }
    return nil
  }

  private func isSwapped(_ attribute: Identifier, of type: ObjectID) -> Bool {
    let member = ObjectID(.column, type.schema, type.name, member: attribute)
    return diff.desired.dependencies.contains { $0.dependent == member && diff.swapped.contains($0.referenced) }
  }

  /// A default that uses what is made again goes before that.
  private mutating func takeDefaultAway(_ old: Column, _ context: ColumnContext, _ id: ObjectID) {
    guard context.isWithoutDefault else { return }
    add(
      Key(phase: .drop, stage: .columnDefault, object: id), .dropColumn,
      [
        PlannedChange(
          context.label,
          ["ALTER \(context.keyword) ONLY \(context.table) ALTER COLUMN \(old.name) DROP DEFAULT"])
      ])
  }

  /// A domain without the checks and the default that use what is made again, which go before that.
  private mutating func takeRulesAway(_ domain: Domain, _ id: ObjectID) -> Domain {
    guard diff.withoutDefault.contains(id) else { return domain }
    var bare = domain
    bare.constraints.removeAll { !$0.isNotNull }
    bare.defaultExpression = nil
    let changes = domain.alterations(to: bare, in: schema).flatMap(\.changes)
    add(Key(phase: .drop, stage: .domainRules, object: id), .dropConstraint, changes)
    return bare
  }

  /// Leaving parents before all else, so that nothing of theirs is done to the table, and joining them last.
  private mutating func addParentChange(_ old: Table, _ new: Table, _ id: ObjectID) {
    let label = StepLabel(.alter, id)
    let table = QualifiedName(schema, new.name)
    var leaving: [SQLText] = []
    if let partition = old.partition, partition != new.partition {
      leaving.append("ALTER TABLE \(partition.parent) DETACH PARTITION \(table)")
    }
    for parent in old.parents where !new.parents.contains(parent) {
      leaving.append("ALTER \(old.keyword) \(table) NO INHERIT \(parent)")
    }
    add(Key(phase: .drop, stage: .partition, object: id), .revoke, leaving.map { PlannedChange(label, [$0]) })
    // The parent's names of what it must have.
    for column in new.columns {
      let names = Key(phase: .alter, stage: .check, object: id.member(.column, column.name))
      for stage in [Key(stage: .partition, object: id), Key(phase: .alter, stage: .partition, object: id)] {
        put(stage, after: names)
      }
    }
    guard old.partition != new.partition else { return }
    guard let partition = new.partition else { return }
    let key = Key(stage: .partition, object: id)
    add(
      key, .addConstraint, part: 9,
      [
        PlannedChange(
          label, ["ALTER TABLE \(partition.parent) ATTACH PARTITION \(table) \(catalog: partition.bound)"])
      ])
    put(key, after: Key(stage: .table, object: ObjectID(.table, partition.parent.schema, partition.parent.name)))
  }
}
