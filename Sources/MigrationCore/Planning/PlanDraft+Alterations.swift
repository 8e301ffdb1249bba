/// Parts that stay and change.
extension PlanDraft {
  mutating func addAlterations(of pair: SchemaDiff.Pair, _ id: ObjectID) {
    switch pair.typed {
    case .table(let old, let new):
      add(old.alterations(to: new, in: schema, on: diff.server), id)
      addParentChange(old, new, id)
    case .column(let old, let new, of: let table, let other):
      var context = columnContext(old, new, table, other, id)
      setDefaultBesideParents(&context, other, id)
      takeDefaultAway(old, context, id)
      keepNotNull(beside: context, other, id)
      add(old.alterations(to: new, context), id)
      putIdentityInOrder(old, new, id)
    case .constraint(let old, let new, of: _, let table):
      let isAlone = new.isLocal || (!old.isValidated && !diff.isValidatedAbove(new, of: table))
      add(old.alterations(to: new, of: table, in: schema, StepLabel(.alter, id), validatesAlone: isAlone), id)
    case .index(let old, let new, on: let relation):
      add(old.alterations(to: new, on: relation, id), id)
      if let above = new.parent, let table = relation.table?.partition?.parent {
        let attaching = Key(phase: .alter, stage: .partition, object: id)
        put(
          attaching, after: Key(stage: .index, object: ObjectID(.index, table.schema, table.name, member: above.name)))
        put(attaching, after: Key(stage: .partition, object: self.id(.table, relation.name)))
      }
    case .trigger(let old, let new, on: .table(let table)) where new.isPartitionCopy:
      // A change of the original reaches its copies.
      let original = diff.desired.original(of: new, on: table)
      let hasChanged =
        old.enabled != new.enabled || original?.trigger != diff.current.original(of: new, on: table)?.trigger
      // A partition that joins its parent again gets new copies.
      let comesAgain = diff.isAttachedAgain(table, diff.current) && new.enabled != original?.trigger.enabled
      if hasChanged || comesAgain { addEnabling(of: new, on: table, id) }
    case .trigger(let old, let new, on: let relation): add(old.alterations(to: new, on: relation, id), id)
    case .policy(let old, let new): add(old.alterations(to: new, id), id)
    case .view(let old, let new): add(old.alterations(to: new, in: schema, on: diff.server), id)
    case .sequence(let old, let new):
      let isDisowned = diff.disowned.contains(id)
      let changed = besideOwner(old, new, isDisowned: isDisowned, id)
      add(changed.alterations(to: new, in: schema, isDisowned: isDisowned), id)
    case .routine(let old, let new): add(old.alterations(to: new, in: schema), id)
    case .aggregate(let old, let new): add(old.alterations(to: new, in: schema), id)
    case .enumType(let old, let new): if !diff.swapped.contains(id) { add(old.alterations(to: new, in: schema), id) }
    case .compositeType(let old, let new):
      if !diff.swapped.contains(id) { add(old.alterations(to: new, in: schema), id) }
    case .domain(let old, let new):
      if !diff.swapped.contains(id) { add(takeRulesAway(old, id).alterations(to: new, in: schema), id) }
    case .defined(let old, let new):
      if old.definition != new.definition { refuseReturning(new, id) }
      if !diff.swapped.contains(id) { add(old.alterations(to: new, label(.alter, id)), id) }
    }
  }

  /// Whether a part that stays is a column to which nothing happens, whatever happens around it: most parts are.
  func isUntouched(_ id: ObjectID) -> Bool {
    guard case .column(let old, let new, of: let table, let other)? = diff.kept[id]?.typed else { return false }
    return table.above.isEmpty && other.above.isEmpty && table.persistence == other.persistence
      && !diff.retyped.contains(id) && !diff.withoutDefault.contains(id) && old == new
  }

  /// What a column that comes with a parent's, or with an attribute of its table's type, has beside that.
  mutating func addOwnProperties(of column: Column, of table: Table, _ id: ObjectID) {
    guard case .table(let old, _)? = diff.kept[self.id(.table, table.name)]?.typed else { return }
    let above = table.above.compactMap { parent -> Column? in
      guard case .column(let column, _)? = diff.created[parent.column(column.name)] else { return nil }
      return column
    }
    guard !above.isEmpty || table.ofType != nil else { return }
    var bare = column
    bare.comment = nil
    bare.storage = nil
    bare.statisticsTarget = nil
    bare.options = []
    bare.compression = above.first?.compression
    bare.foreignOptions = above.first?.foreignOptions ?? []
    if above.allSatisfy({ $0.notNull == nil }) { bare.notNull = nil }
    // Of several the one to come first is not known.
    let other = above.first { $0.defaultExpression != column.defaultExpression } ?? above.first
    bare.defaultExpression = other?.defaultExpression
    let alterations = bare.alterations(to: column, columnContext(bare, column, old, table, id))
    add(alterations, id)
    for alteration in alterations {
      let key = Key(phase: .alter, stage: alteration.stage, object: id)
      if let type = table.ofType {
        put(key, after: Key(phase: .alter, stage: .type, object: ObjectID(.compositeType, type.schema, type.name)))
      }
      for parent in tablesAbove(table) { put(key, after: Key(stage: .table, object: parent.column(column.name))) }
    }
  }

  /// With a parent's type PostgreSQL changes the type of a default, too, which it may not be able to do: one that does
  /// not stay goes before, and comes when the type is there.
  private mutating func setDefaultBesideParents(_ context: inout ColumnContext, _ table: Table, _ id: ObjectID) {
    guard context.isRetypedByParent, context.old.defaultExpression != context.new.defaultExpression else { return }
    if context.old.defaultExpression != nil, context.old.generated == nil { context.isWithoutDefault = true }
    for parent in tablesAbove(table) {
      let type = Key(phase: .alter, stage: .table, object: parent.column(context.old.name))
      put(type, after: Key(phase: .drop, stage: .columnDefault, object: id))
      put(Key(phase: .alter, stage: .columnDefault, object: id), after: type)
    }
  }

  /// Whether a table that inherits from this one, partitions apart, has the column NOT NULL in the end.
  private func isNotNullBelow(_ table: Identifier, _ column: Identifier) -> Bool {
    diff.desired.tables.contains { child in
      child.parents.contains(QualifiedName(schema, table))
        && (child.columns.contains { $0.name == column && $0.notNull != nil } || isNotNullBelow(child.name, column))
    }
  }

  /// All that the table inherits from or is a partition of, as far as they are known.
  func tablesAbove(_ table: Table) -> [QualifiedName] {
    var found: [QualifiedName] = []
    var open = table.above
    while let next = open.popLast() {
      guard !found.contains(next) else { continue }
      found.append(next)
      open += lookup.table(next)?.above ?? []
    }
    return found
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
    // A table that becomes logged or unlogged takes it along.
    put(identity, after: Key(phase: .alter, stage: .sequence, object: id(.table, column.name)))
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
    context.persistence = (table.persistence, other.persistence)
    // Since PostgreSQL 18 each has a constraint of its own.
    if old.notNull != nil, new.notNull == nil, diff.server < .major(18) {
      context.dropsNotNullAlone = isNotNullBelow(table.name, old.name)
      context.parentsDropNotNullAlone = other.parents.contains { isNotNullBelow($0.name, old.name) }
    }
    context.isOnline = isOnline && other.foreign == nil && !isBesideLeaving(other)
    context.isWithoutDefault = diff.withoutDefault.contains(id)
    context.isRetyped = diff.retyped.contains(id)
    let parents = parentsThroughout(table, other)
    // An inherited column gets the type with the parent's.
    let isRetypedAbove = parents.contains {
      diff.retyped.contains(ObjectID(.column, $0.schema, $0.name, member: old.name))
    }
    if context.isRetyped, !isRetypedAbove {
      context.isOfOwnTypes = isOfOwnTypes(id)
      context.isSwapped = old.type == new.type && old.collation == new.collation || context.isOfOwnTypes
    }
    if context.isSwapped { context.swappedFields = swappedFields(of: new, id) }
    context.takenNames = Set((table.constraints + other.constraints).map(\.name))
    for parent in parents where parent.schema == schema {
      guard case .table(let before, let after)? = diff.kept[self.id(.table, parent.name)]?.typed,
        let above = before.columns.first(where: { $0.name == old.name }),
        let wanted = after.columns.first(where: { $0.name == old.name })
      else { continue }
      context.parents.append((above, wanted))
    }
    return context
  }

  /// The tables from which the one inherits at every time: what comes below a parent in this plan, or is attached
  /// again, is not there when the parent changes.
  private func parentsThroughout(_ old: Table, _ new: Table) -> [QualifiedName] {
    old.partition == new.partition ? new.above.filter(old.above.contains) : []
  }

  /// Whether it is a partition that leaves its parent and joins one in this plan, or a parent of such a one.
  ///
  /// What must be done meanwhile is done in one transaction, so that nobody misses the partition's rows.
  func isBesideLeaving(_ table: Table) -> Bool {
    isBetweenParents(table.name)
      || lookup.partitions(of: QualifiedName(schema, table.name)).contains(where: isBetweenParents)
  }

  func isBetweenParents(_ table: Identifier) -> Bool {
    guard case .table(let old, _)? = diff.kept[id(.table, table)]?.typed else { return false }
    return old.partition != nil && joinsParent(table)
  }

  private func joinsParent(_ table: Identifier) -> Bool {
    guard case .table(let old, let new)? = diff.kept[id(.table, table)]?.typed else { return false }
    return new.partition != nil && old.partition != new.partition
  }

  /// Of the table and all that it is a partition of those that join a parent, for the first time or again.
  func joiningParents(_ table: Table?) -> [Identifier] {
    guard let table else { return [] }
    return ([QualifiedName(schema, table.name)] + tablesAbove(table)).filter {
      $0.schema == schema && joinsParent($0.name)
    }
    .map(\.name)
  }

  /// Whether the column is of a type of this schema before and after: between those there are no casts but by way of text.
  private func isOfOwnTypes(_ column: ObjectID) -> Bool {
    [diff.dependenciesBefore, diff.dependenciesAfter].allSatisfy { dependencies in
      dependencies.needs(of: column).contains { dependency in
        [.enumType, .compositeType, .domain, .rangeType].contains(dependency.referenced.kind)
      }
    }
  }

  /// How a value of a composite type goes into the type that is made anew: field by field.
  private func swappedFields(of column: Column, _ id: ObjectID) -> SQLText? {
    for dependency in diff.dependenciesAfter.needs(of: id) {
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
    return diff.dependenciesAfter.needs(of: member).contains { diff.swapped.contains($0.referenced) }
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

extension QualifiedName {
  /// A column of the table of that name.
  func column(_ column: Identifier) -> ObjectID { ObjectID(.column, schema, name, member: column) }
}
