extension PlanDraft {
  /// A new constraint on a table that is there.
  ///
  /// A check or foreign key is added NOT VALID, which holds its lock for a moment, and validated in a transaction of its
  /// own under SHARE UPDATE EXCLUSIVE, beside which others read and write. A key's index is built concurrently before;
  /// a partitioned table's key takes over those of its partitions, which are made so one by one.
  /// Source: PostgreSQL manual, ALTER TABLE, "ADD table_constraint" and "ADD table_constraint_using_index".
  mutating func addCreation(of constraint: Constraint, of table: Table, _ id: ObjectID) {
    let isRemade = diff.isRemade(id)
    let stage = constraint.stageInPlan
    let key = Key(stage: stage, object: id)
    let label = creationLabel(of: constraint, of: table, id)
    let drop: [PlannedChange] =
      isRebuilt(id)
      ? [PlannedChange(StepLabel(.drop, id), [SchemaPart.constraint(constraint, of: table).drop(id)])] : []
    var changes: [PlannedChange]
    var rank: PlanRank = .addConstraint
    switch constraint.kind {
    case .check, .foreignKey:
      changes = drop + [PlannedChange(label, checked(constraint, of: table, id))]
    case .primaryKey, .unique:
      if let takingOver = buildPartBefore(constraint, of: table, id, label) {
        changes = [takingOver]
      } else if let index = constraint.index, isOnline, canUseIndex(constraint, of: table) {
        changes = keyChanges(constraint, index, of: table, label, drop: drop, isRemade: isRemade)
        rank = .online
      } else {
        // It takes over its parts, and then the parts' own locks are not held meanwhile.
        let isApart = isOnline && !isRemade && !explicitParts(of: constraint, of: table).isEmpty
        let step = PlannedStep(constraint.addition(to: table, in: schema), isApart ? .ownTransaction : .none)
        changes = drop + [PlannedChange(label, [step])]
      }
    case .exclusion: changes = drop + [PlannedChange(label, [constraint.addition(to: table, in: schema)])]
    }
    let details = constraint.attributes(on: QualifiedName(schema, table.name))
    if !details.isEmpty { changes.append(PlannedChange(label, details)) }
    let otherKeys = drop.isEmpty ? [] : [Key(phase: .drop, stage: stage, object: id)]
    add(key, rank, otherKeys: otherKeys, changes)
    // What is there when the partition joins its parent becomes part of the parent's, under its own name.
    if constraint.index?.parent != nil || !constraint.isLocal {
      for joining in joiningParents(table) { put(Key(stage: .partition, object: self.id(.table, joining)), after: key) }
    }
    for part in explicitParts(of: constraint, of: table) {
      put(key, after: Key(stage: stage, object: part))
      put(Key(stage: stage, object: part), after: Key(phase: .drop, stage: stage, object: id))
    }
    guard constraint.isPrimaryKey else { return }
    // Otherwise the key itself would make them NOT NULL, reading the table under its lock.
    let above = tablesAbove(table).filter { $0.schema == schema }.map(\.name)
    for owner in constraint.index?.parent == nil ? [table.name] : [table.name] + above {
      for column in constraint.columns {
        let member = self.id(.table, owner).member(.column, column)
        put(key, after: Key(phase: .alter, stage: .check, object: member))
      }
    }
  }

  /// The partitions' parts of a partitioned table's key that have steps of their own in this plan.
  private func explicitParts(of constraint: Constraint, of table: Table) -> [ObjectID] {
    guard constraint.index?.isPartitioned == true else { return [] }
    let (own, name) = (QualifiedName(schema, constraint.name), QualifiedName(schema, table.name))
    return lookup.partitionTables(of: name).filter(staysPartition).compactMap { partition in
      guard let part = partition.constraints.first(where: { $0.index?.parent == own }) else { return nil }
      let member = id(.table, partition.name).member(.constraint, part.name)
      return diff.created[member] != nil && !diff.comesAlong.contains(member) ? member : nil
    }
  }

  /// Whether the partition is one of the same table all the time.
  func staysPartition(_ partition: Table) -> Bool {
    guard case .table(let old, let new)? = diff.kept[id(.table, partition.name)]?.typed else { return false }
    return old.partition == new.partition
  }

  /// Whether dropping it is part of making it again: nothing else waits for it to be gone.
  func isRebuilt(_ id: ObjectID) -> Bool {
    guard diff.isRemade(id), !diff.goesAlong.contains(id), !diff.comesAlong.contains(id) else { return false }
    // Parts go with the old one, before they are made again.
    if case .constraint(let constraint, of: let table)? = diff.created[id],
      !explicitParts(of: constraint, of: table).isEmpty
    {
      return false
    }
    return !isReferenced(id) && isRemadeForItself(id) && !hasDeclaredCopy(id)
  }

  /// Whether a foreign key that goes or is made again needs it.
  private func isReferenced(_ id: ObjectID) -> Bool {
    let index = ObjectID(.index, id.schema, id.name, member: id.member)
    return [index, id].flatMap(diff.dependenciesBefore.users).contains { dependency in
      diff.dropped[dependency.dependent] != nil && dependency.dependent != id
    }
  }

  private func creationLabel(of constraint: Constraint, of table: Table, _ id: ObjectID) -> StepLabel {
    let plain = StepLabel(.create, id)
    guard constraint.columns.count == 1, let column = constraint.columns.first else { return plain }
    let member = self.id(.table, table.name).member(.column, column)
    guard diff.created[member] != nil, !diff.isRemade(member) else { return plain }
    let first = table.constraints.filter { other in
      other.columns == [column] && other.kind.order < Constraint.Kind.exclusion.order
        && isNew(self.id(.table, table.name).member(.constraint, other.name))
    }.min { ($0.kind.order, $0.name) < ($1.kind.order, $1.name) }
    // pgschema writes one constraint of a new column with the column.
    return first?.name == constraint.name ? StepLabel(.create, member, changing: id) : plain
  }

  private func isNew(_ id: ObjectID) -> Bool { diff.created[id] != nil && !diff.isRemade(id) }

  private func checked(_ constraint: Constraint, of table: Table, _ id: ObjectID) -> [PlannedStep] {
    let add = constraint.addition(to: table, in: schema)
    guard isOnline, constraint.isValidated, constraint.isEnforced, canComeUnchecked(constraint, of: table) else {
      return [PlannedStep(add)]
    }
    let name = QualifiedName(schema, table.name)
    return [
      PlannedStep("\(add) NOT VALID"),
      PlannedStep("ALTER \(table.keyword) \(name) VALIDATE CONSTRAINT \(constraint.name)", .ownTransaction),
    ]
  }

  private func canComeUnchecked(_ constraint: Constraint, of table: Table) -> Bool {
    if isBesideLeaving(table) { return false }
    switch constraint.kind {
    case .check: return table.foreign == nil
    // A partitioned table takes no foreign key NOT VALID before PostgreSQL 18.
    case .foreignKey: return table.partitioning == nil || diff.server >= .major(18)
    case .primaryKey, .unique, .exclusion: return false
    }
  }

  private func canUseIndex(_ constraint: Constraint, of table: Table) -> Bool {
    guard table.partitioning == nil, !constraint.hasPeriod else { return false }
    guard let parent = constraint.index?.parent else { return true }
    // Where the old key has to go first nothing stands for it, so it is not the time to build at leisure.
    guard staysPartition(table), let above = table.partition?.parent, above.schema == schema else { return false }
    return !diff.isRemade(id(.table, above.name).member(.constraint, parent.name))
  }

  private func keyChanges(
    _ constraint: Constraint, _ index: Index, of table: Table, _ label: StepLabel, drop: [PlannedChange], isRemade: Bool
  ) -> [PlannedChange] {
    let name = QualifiedName(schema, table.name)
    let helper = isRemade ? HelperName.make(index.name, "new", taken: takenRelationNames) : index.name
    let use = constraint.addition(to: table, using: helper, in: schema)
    return [PlannedChange(label, index.concurrentBuild(as: helper, on: name))] + drop
      + [PlannedChange(label, [use]).continued]
  }
}
