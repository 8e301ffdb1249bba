/// What needs no statement of its own, because it comes or goes with something else.
extension SchemaDiff {
  mutating func findCompanions() {
    for (id, part) in dropped where !part.isWhole {
      let isAlong =
        dropped[part.whole(of: id)] != nil || (isInherited(part, in: current, and: desired) && !isLeftBehind(part))
      if isAlong, !isFollowingAgain(part) { goesAlong.insert(id) }
    }
    for (id, part) in created where !part.isWhole {
      let isAlong =
        created[part.whole(of: id)] != nil || (isInherited(part, in: desired, and: current) && !isOfNewWhole(part))
      // Attaching a partition gives it the foreign keys of its parent, too.
      if case .constraint(let constraint, _) = part, constraint.isPartitionCopy, constraint.index == nil {
        comesAlong.insert(id)
      }
      // A partition's copy of a trigger is a part only for its being enabled otherwise, which has to be said.
      if isAlong, !part.isTriggerOfPartition { comesAlong.insert(id) }
    }
    findAttributes()
    // A column takes its constraints and indexes with it.
    for (id, part) in dropped {
      switch part {
      case .constraint(let constraint, let table):
        // A check that comes back as another one takes the old one's place itself, and an index is built before that goes.
        let isRebuilt = created[id] != nil && (constraint.index != nil || constraint.isCheck && isRemadeForItself(id))
        if !isRebuilt, constraint.columns.contains(where: { isDropped($0, of: table) }) { goesAlong.insert(id) }
      case .index(let index, on: .table(let table)):
        let columns = index.keys.compactMap(\.column) + index.included
        if created[id] == nil, columns.contains(where: { isDropped($0, of: table) }) { goesAlong.insert(id) }
      case .index, .table, .column, .trigger, .policy, .view, .sequence, .routine, .aggregate, .enumType,
        .compositeType, .domain, .defined:
        continue
      }
    }
    // A sequence goes with the column that owns it.
    for (id, part) in dropped {
      guard case .sequence(let sequence) = part, let owner = sequence.ownedBy, owner.table.schema == current.name else {
        continue
      }
      let table = ObjectID(.table, current.name, owner.table.name)
      if dropped[table] != nil || dropped[table.member(.column, owner.column)] != nil { goesAlong.insert(id) }
    }
  }

  /// Columns of typed tables, which ALTER TYPE adds and takes away.
  private mutating func findAttributes() {
    for (id, pair) in kept.perhapsChanged {
      guard case .table(let old, let new) = pair.typed, let type = old.ofType, type == new.ofType,
        !swapped.contains(ObjectID(.compositeType, type.schema, type.name))
      else { continue }
      goesAlong.formUnion(old.columns.map { id.member(.column, $0.name) }.filter { dropped[$0] != nil })
      comesAlong.formUnion(new.columns.map { id.member(.column, $0.name) }.filter { created[$0] != nil })
    }
  }

  /// Whether it is a partition's part of a parent's index or key that this plan makes, after its parts.
  private func isOfNewWhole(_ part: SchemaPart) -> Bool {
    let (kind, index, table): (ObjectKind, Index?, Table)
    switch part {
    case .index(let own, on: .table(let owner)): (kind, index, table) = (.index, own, owner)
    // A key with exclusion operators takes over no part that is there.
    case .constraint(let constraint, of: let owner) where constraint.isKey && !constraint.hasPeriod:
      (kind, index, table) = (.constraint, constraint.index, owner)
    case .index, .constraint, .table, .column, .trigger, .policy, .view, .sequence, .routine, .aggregate, .enumType,
      .compositeType, .domain, .defined:
      return false
    }
    guard let parent = index?.parent else { return false }
    return (table.parents + [table.partition?.parent].compactMap { $0 }).contains { above in
      created[ObjectID(kind, above.schema, above.name, member: parent.name)] != nil
    }
  }

  /// Whether it is a partition's trigger that is enabled as its parent's again.
  private func isFollowingAgain(_ part: SchemaPart) -> Bool {
    guard case .trigger(let trigger, on: .table(let table)) = part, trigger.isPartitionCopy else { return false }
    return kept[ObjectID(.table, current.name, table.name)] != nil && desired.original(of: trigger, on: table) != nil
  }

  private func isDropped(_ column: Identifier, of table: Table) -> Bool {
    dropped[ObjectID(.column, current.name, table.name, member: column)] != nil
  }

  /// Whether the part is there only for a parent that the table has before and after.
  private func isInherited(_ part: SchemaPart, in schema: DatabaseSchema, and other: DatabaseSchema) -> Bool {
    func keepsParent(_ table: Table) -> Bool {
      guard let twin = other.tables.first(where: { $0.name == table.name }) else { return false }
      let parents = table.parents + [table.partition?.parent].compactMap { $0 }
      let others = twin.parents + [twin.partition?.parent].compactMap { $0 }
      return parents.contains(where: others.contains)
    }
    switch part {
    case .column(let column, of: let table):
      return !column.isLocal && keepsParent(table) && !isAttachedAgain(table, other)
    case .constraint(let constraint, of: let table):
      let isCopy = constraint.isPartitionCopy || !constraint.isLocal || constraint.index?.parent != nil
      return isCopy && keepsParent(table) && !isAttachedAgain(table, other)
    case .index(let index, on: .table(let table)): return index.parent != nil && keepsParent(table)
    case .trigger(let trigger, on: .table(let table)): return trigger.isPartitionCopy && keepsParent(table)
    case .index, .trigger, .table, .policy, .view, .sequence, .routine, .aggregate, .enumType, .compositeType, .domain,
      .defined:
      return false
    }
  }
}

extension SchemaDiff {
  /// Whether it is a copy of a parent's that a partition keeps when it leaves the parent.
  private func isLeftBehind(_ part: SchemaPart) -> Bool {
    switch part {
    case .constraint(_, of: let table), .index(_, on: .table(let table)): isAttachedAgain(table, desired)
    case .index, .table, .column, .trigger, .policy, .view, .sequence, .routine, .aggregate, .enumType, .compositeType,
      .domain, .defined:
      false
    }
  }

  /// Whether it is a partition's part of an index that the partition keeps when it leaves the index's table.
  func staysWithPartition(_ id: ObjectID, without index: ObjectID) -> Bool {
    guard id.name != index.name || id.schema != index.schema, let part = kept[id]?.old, isLeftBehind(part) else {
      return false
    }
    if case .constraint(let constraint, of: _) = part { return constraint.index != nil }
    return true
  }

  /// Whether it is a partition whose bound changes: it leaves its parent for that time, and nothing reaches it by that.
  func isAttachedAgain(_ table: Table, _ other: DatabaseSchema) -> Bool {
    guard let twin = other.tables.first(where: { $0.name == table.name }) else { return false }
    return table.partition != nil && table.partition != twin.partition
  }
}

extension SchemaPart {
  /// The id of the table or view that `id` is a part of.
  package func whole(of id: ObjectID) -> ObjectID {
    switch self {
    case .column, .constraint, .policy: ObjectID(.table, id.schema, id.name)
    case .index(_, on: let relation), .trigger(_, on: let relation):
      ObjectID(relation.objectKind, id.schema, id.name)
    case .table, .view, .sequence, .routine, .aggregate, .enumType, .compositeType, .domain, .defined: id
    }
  }
}
