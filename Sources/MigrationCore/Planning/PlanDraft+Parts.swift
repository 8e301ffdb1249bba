/// Every part that comes, goes or changes, as pieces of the plan.
extension PlanDraft {
  mutating func addParts() {
    for (id, part) in diff.dropped.sorted(by: { $0.key < $1.key }) {
      if diff.heirs[id] == nil, !diff.goesAlong.contains(id) || isDroppedBefore(part, id) { addDrop(of: part, id) }
    }
    for id in diff.swapped.sorted() { addSwap(of: id) }
    for (id, part) in diff.created.sorted(by: { $0.key < $1.key }) where !diff.comesAlong.contains(id) {
      addCreation(of: part, id)
    }
    for id in diff.comesAlong.sorted() {
      switch diff.created[id] {
      case .column(let column, of: let table)?: addOwnProperties(of: column, of: table, id)
      case .constraint(let constraint, of: let table)?: addComment(on: constraint, of: table, id)
      case .table, .index, .trigger, .policy, .view, .sequence, .routine, .aggregate, .enumType, .compositeType,
        .domain, .defined, nil:
        continue
      }
    }
    for id in diff.kept.perhapsChanged.keys.filter({ !isUntouched($0) }).sorted() {
      if let pair = diff.kept[id] { addAlterations(of: pair, id) }
    }
    addValidations()
  }

  // MARK: - What goes

  private mutating func addDrop(of part: SchemaPart, _ id: ObjectID) {
    switch part {
    case .index(let index, on: let relation): addDrop(of: index, on: relation, id)
    case .constraint(let constraint, of: let table): addDrop(of: constraint, of: table, id)
    case .table(let table):
      addForeignKeysInCircles(of: table)
      let leavesFirst = addLeavingBeforeOthersCome(table, id)
      addDrop(id, .dropTable, stage: .table, part, first: leavesFirst ? [] : detachment(of: table))
    case .column: addDrop(id, .dropColumn, stage: .table, part)
    case .trigger(let trigger, on: .table(let table)) where trigger.isPartitionCopy:
      addEnabling(of: trigger, on: table, id)
    case .trigger: addDrop(id, .dropTrigger, stage: .trigger, part)
    case .policy: addDrop(id, .dropPolicy, stage: .policy, part)
    case .view: addDrop(id, .dropView, stage: .view, part)
    case .sequence: addDrop(id, .dropSequence, stage: .sequence, part)
    case .routine: addDrop(id, .dropRoutine, stage: .routine, part)
    case .aggregate: addDrop(id, .dropRoutine, stage: .aggregate, part)
    case .enumType, .compositeType, .domain: addDrop(id, .dropType, stage: .type, part)
    case .defined(let object): addDrop(id, object.kind == .rule ? .dropRule : .dropOperator, stage: object.stage, part)
    }
  }

  /// Whether it is a trigger that would go with its table or view: pgschema drops it, so that its function can go.
  private func isDroppedBefore(_ part: SchemaPart, _ id: ObjectID) -> Bool {
    guard case .trigger(let trigger, on: _) = part, !trigger.isPartitionCopy, diff.created[id] == nil else {
      return false
    }
    let whole = part.whole(of: id)
    return diff.dropped[whole] != nil && !earlyViews.contains(whole)
  }

  /// A partition that foreign keys refer to by way of its parent can be dropped only as a table of its own.
  private func detachment(of table: Table) -> [SQLText] {
    guard let parent = table.partition?.parent, parent.schema == schema,
      diff.dropped[id(.table, parent.name)] == nil
    else { return [] }
    var above: Set<QualifiedName> = []
    var next: QualifiedName? = parent
    while let name = next, above.insert(name).inserted {
      next = diff.current.tables.first { $0.name == name.name && name.schema == schema }?.partition?.parent
    }
    let isReferredTo = diff.current.tables.contains { other in
      other.constraints.contains { constraint in
        if case .foreignKey(let key) = constraint.kind { above.contains(key.referencedTable) } else { false }
      }
    }
    return isReferredTo ? ["ALTER TABLE \(parent) DETACH PARTITION \(QualifiedName(schema, table.name))"] : []
  }

  /// A partition that goes only when what needs it has turned to other tables leaves its parent before that, so that
  /// new partitions can take its place; returned is whether it does.
  private mutating func addLeavingBeforeOthersCome(_ table: Table, _ id: ObjectID) -> Bool {
    guard let parent = table.partition?.parent, diff.kept[ObjectID(.table, parent.schema, parent.name)] != nil else {
      return false
    }
    let isNeeded = diff.current.dependencies.contains { dependency in
      [.table, .column].contains(dependency.referenced.kind) && dependency.referenced.schema == schema
        && dependency.referenced.name == table.name && diff.kept[dependency.dependent] != nil
    }
    let others = diff.desired.tables.filter { other in
      other.partition?.parent == parent
        && (diff.created[self.id(.table, other.name)] != nil || diff.isAttachedAgain(other, diff.current))
    }
    guard isNeeded, !others.isEmpty else { return false }
    let leaving = Key(phase: .drop, stage: .partition, object: id)
    let statement: SQLText = "ALTER TABLE \(parent) DETACH PARTITION \(QualifiedName(schema, table.name))"
    add(leaving, .revoke, [PlannedChange(StepLabel(.drop, id), [statement]).continued])
    put(Key(phase: .drop, stage: .table, object: id), after: leaving)
    for other in others {
      for stage in [ScriptOrder.Stage.table, .partition] {
        put(Key(stage: stage, object: self.id(.table, other.name)), after: leaving)
      }
    }
    return true
  }

  private mutating func addDrop(
    _ id: ObjectID, _ rank: PlanRank, stage: ScriptOrder.Stage, _ part: SchemaPart, first: [SQLText] = []
  ) {
    let relation: ObjectKind
    switch part {
    case .trigger(_, on: let owner): relation = owner.objectKind
    case .index, .table, .column, .constraint, .policy, .view, .sequence, .routine, .aggregate, .enumType,
      .compositeType, .domain, .defined:
      relation = .table
    }
    let key = Key(phase: .drop, stage: stage, object: id)
    let label = id.kind == .rule ? label(dropOperation(id), id) : StepLabel(dropOperation(id), id, of: relation)
    let change = PlannedChange(label, first + [part.drop(id)])
    // The creation is the change, and this is its beginning.
    let isCountedLater = label.operation == .alter && id.kind != .view && id.kind != .materializedView
    add(key, rank, [isCountedLater ? change.continued : change])
  }

  /// What comes back is altered; a view that comes back for the sake of others, or goes before them, is recreated.
  private func dropOperation(_ id: ObjectID) -> StepLabel.Operation {
    guard diff.isRemade(id) else { return .drop }
    switch id.kind {
    case .view, .materializedView: return isRemadeForItself(id) && !earlyViews.contains(id) ? .alter : .recreate
    case .constraint, .trigger, .policy, .index, .column: return .drop
    case .function, .procedure, .aggregate: return isRemadeForItself(id) ? .alter : .drop
    case .schema, .table, .sequence, .enumType, .compositeType, .domain, .privilege,
      .rangeType, .baseType, .collation, .rule, .statistics, .operator, .operatorFamily, .operatorClass, .cast,
      .conversion, .textSearchParser, .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration,
      .defaultPrivilege:
      return .alter
    }
  }

  private mutating func addDrop(of index: Index, on relation: SchemaPart.IndexedRelation, _ id: ObjectID) {
    // A rebuild drops the old index itself, once the new one is there.
    guard !isRebuilt(index, on: relation, id) else { return }
    let key = Key(phase: .drop, stage: .index, object: id)
    let label = StepLabel(diff.isRemade(id) ? .alter : .drop, id, of: relation.objectKind)
    let name = QualifiedName(schema, index.name)
    guard isOnline, !diff.isRemade(id), relation.canIndexConcurrently, isDroppableLast(id) else {
      return add(key, .dropIndex, [PlannedChange(label, ["DROP INDEX IF EXISTS \(name)"])])
    }
    add(
      key, .cleanUp,
      [PlannedChange(label, [PlannedStep("DROP INDEX CONCURRENTLY IF EXISTS \(name)", .outsideTransaction)])])
  }

  /// Whether nothing else in the plan waits for the index to go.
  private func isDroppableLast(_ id: ObjectID) -> Bool {
    !diff.dependenciesBefore.needs(of: id).contains { diff.dropped[$0.referenced] != nil }
      && (id.member.flatMap { createdByName[$0] } ?? []).allSatisfy { $0 == id }
  }

  private mutating func addDrop(of constraint: Constraint, of table: Table, _ id: ObjectID) {
    // Dropped in the same step in which it comes back.
    guard !isRebuilt(id) else { return }
    let isForeignKey = constraint.stageInPlan == .foreignKey
    var label = StepLabel(.drop, id)
    if case .foreignKey(let key) = constraint.kind, key.referencedTable.schema == schema,
      diff.dropped[self.id(.table, key.referencedTable.name)] != nil
    {
      label = StepLabel(.drop, self.id(.table, key.referencedTable.name), changing: id)
    }
    add(
      Key(phase: .drop, stage: constraint.stageInPlan, object: id), isForeignKey ? .dropForeignKey : .dropConstraint,
      [PlannedChange(label, [SchemaPart.constraint(constraint, of: table).drop(id)])])
  }

  /// Tables that go and refer to one another cannot be dropped one after the other.
  private mutating func addForeignKeysInCircles(of table: Table) {
    let object = id(.table, table.name)
    for constraint in table.constraints where !constraint.isPartitionCopy {
      guard case .foreignKey(let key) = constraint.kind, key.referencedTable.name != table.name,
        diff.dropped[id(.table, key.referencedTable.name)] != nil, refers(key.referencedTable.name, to: table.name)
      else { continue }
      let id = object.member(.constraint, constraint.name)
      add(
        Key(phase: .drop, stage: .foreignKey, object: id), .dropForeignKey,
        [
          PlannedChange(
            StepLabel(.drop, object, changing: id), [SchemaPart.constraint(constraint, of: table).drop(id)])
        ])
    }
  }

  /// Whether foreign keys lead from the one table to the other.
  private func refers(_ table: Identifier, to other: Identifier) -> Bool {
    var open = [table]
    var seen: Set<Identifier> = [table]
    while let next = open.popLast() {
      if next == other { return true }
      for constraint in diff.current.tables.first(where: { $0.name == next })?.constraints ?? [] {
        guard case .foreignKey(let key) = constraint.kind, key.referencedTable.schema == schema else { continue }
        if seen.insert(key.referencedTable.name).inserted { open.append(key.referencedTable.name) }
      }
    }
    return false
  }

  // MARK: - What comes

  private mutating func addCreation(of part: SchemaPart, _ id: ObjectID) {
    switch part {
    case .table(let table): addCreation(of: table, id)
    case .column(let column, of: let table): addCreation(of: column, of: table, id)
    case .constraint(let constraint, of: let table): addCreation(of: constraint, of: table, id)
    case .index(let index, on: let relation): addCreation(of: index, on: relation, id)
    case .trigger(let trigger, on: let relation):
      let name = QualifiedName(schema, relation.name)
      if trigger.isPartitionCopy, case .table(let table) = relation { return addEnabling(of: trigger, on: table, id) }
      add(
        Key(stage: .trigger, object: id), .detail, part: 1,
        [PlannedChange(StepLabel(.create, id, of: relation.objectKind), [trigger.dump(on: name, in: schema)])]
          + trigger.attributes(on: name).map { PlannedChange(StepLabel(.alter, id, of: relation.objectKind), [$0]) })
      needs(id, Key(stage: .trigger, object: id))
    case .policy(let policy, on: let table):
      let name = QualifiedName(schema, table.name)
      add(
        Key(stage: .policy, object: id), .detail, part: 1,
        [PlannedChange(StepLabel(.create, id), [policy.dump(on: name)] + policy.attributes(on: name))])
      needs(id, Key(stage: .policy, object: id))
    case .view(let view): create { $0.add(view) }
    case .sequence(let sequence): addCreation(of: sequence, id)
    case .routine(let routine): create { $0.add(routine, isExact: true) }
    case .aggregate(let aggregate): create { $0.add(aggregate) }
    case .enumType(let type): create { $0.add(type) }
    case .compositeType(let type): create { $0.add(type) }
    case .domain(let domain): create { $0.add(domain) }
    case .defined(let object):
      refuseReturning(object, id)
      create { $0.add(object) }
    }
  }

  /// Enables a partition's copy of a trigger as it shall be, or as what it is a copy of.
  mutating func addEnabling(of trigger: Trigger, on table: Table, _ id: ObjectID) {
    let original = diff.desired.original(of: trigger, on: table)
    var wanted = trigger
    if case .trigger(let new, _)? = diff.created[id] ?? diff.kept[id]?.new {
      wanted = new
    } else if let original {
      wanted.enabled = original.trigger.enabled
    }
    let key = Key(phase: .alter, stage: .attributes, object: id)
    let statement: SQLText =
      "ALTER TABLE \(QualifiedName(schema, table.name)) \(wanted.enabled.keyword) TRIGGER \(trigger.name)"
    add(key, .detail, part: 2, [PlannedChange(StepLabel(.alter, id), [statement])])
    guard let original else { return }
    let object = self.id(.table, original.table.name).member(.trigger, trigger.name)
    put(key, after: Key(stage: .trigger, object: object))
    put(key, after: Key(phase: .alter, stage: .trigger, object: object))
    put(key, after: Key(stage: .partition, object: self.id(.table, table.name)))
  }

  private mutating func addCreation(of table: Table, _ id: ObjectID) {
    var table = table
    // To a table that is there already a foreign key is a step of its own, with a lock of its own.
    let later = table.constraints.filter { isSeparate($0, of: table) }
    table.constraints.removeAll(where: later.contains)
    create { $0.add(table) }
    for constraint in later {
      let object = id.member(.constraint, constraint.name)
      let label = StepLabel(.create, isApart(constraint, of: table) ? object : id)
      add(
        Key(stage: .foreignKey, object: object), .addConstraint,
        [PlannedChange(label, [constraint.addition(to: table, in: schema)])])
      put(Key(stage: .foreignKey, object: object), after: Key(stage: .table, object: id))
    }
  }

  private func isSeparate(_ constraint: Constraint, of table: Table) -> Bool {
    guard case .foreignKey(let key) = constraint.kind, !constraint.isPartitionCopy, table.partition == nil else {
      return false
    }
    return isApart(constraint, of: table) || diff.kept[id(.table, key.referencedTable.name)] != nil
  }

  /// Whether pgschema makes a new table's foreign key apart from it, which its label says.
  ///
  /// Source: pgschema's behaviour, section 5.4.
  private func isApart(_ constraint: Constraint, of table: Table) -> Bool {
    guard case .foreignKey(let key) = constraint.kind else { return false }
    let name = key.referencedTable.name
    guard key.referencedTable.schema == schema else { return true }
    if name == table.name {
      return table.constraints.first(where: \.isPrimaryKey)?.columns != key.referencedColumns
    }
    let other = id(.table, name)
    guard modifiedTables.contains(other), let target = diff.desired.tables.first(where: { $0.name == name }) else {
      return !newTables.isBefore(name, table.name)
    }
    // A key that is made in this plan must be there first.
    return target.constraints.contains { constraint in
      constraint.isKey && Set(constraint.columns) == Set(key.referencedColumns)
        && diff.created[other.member(.constraint, constraint.name)] != nil
    }
      || target.indexes.contains { index in
        index.isUnique && Set(index.keys.compactMap(\.column)) == Set(key.referencedColumns)
          && diff.created[other.member(.index, index.name)] != nil
      }
  }

  private mutating func addCreation(of column: Column, of table: Table, _ id: ObjectID) {
    let name = QualifiedName(schema, table.name)
    let isInKey = diff.kept[self.id(.table, table.name)] == nil
    guard
      let line = column.dumpLine(of: table, in: lookup, isInKey: isInKey, isTyped: false, withDefault: true)
    else { return }
    let unvalidated = column.notNull?.isLocal == true ? column.addUnvalidatedNotNull(of: name) : []
    let statements: [SQLText] = ["ALTER \(table.keyword) \(name) ADD COLUMN \(line)"] + unvalidated
    let key = Key(stage: .table, object: id)
    add(
      key, .addColumn, part: column.position,
      otherKeys: [Key(stage: .columnDefault, object: id)], [PlannedChange(StepLabel(.create, id), statements)])
    var uncommented = column
    uncommented.comment = nil
    if diff.server.addsLoggedIdentities, column.identity?.persistence == nil {
      uncommented.identity?.persistence = table.persistence
    }
    var details = uncommented.attributes(of: name, "\(table.keyword) ONLY").map {
      PlannedChange(StepLabel(.create, id), [$0])
    }
    details += MigrationCore.comment(on: "COLUMN \(name).\(column.name)", column.comment).map {
      PlannedChange(StepLabel("table.column.comment", .create, id.planPath), [$0])
    }
    let rest = Key(stage: .attributes, object: id)
    add(rest, .addColumn, part: column.position, details)
    put(rest, after: key)
  }

  private mutating func addCreation(of sequence: SequenceGenerator, _ id: ObjectID) {
    if let owner = sequence.ownedBy, owner.table.schema == schema,
      let table = diff.desired.tables.first(where: { $0.name == owner.table.name }),
      let column = table.columns.first(where: { $0.name == owner.column })
    {
      let isNew = diff.created[self.id(.table, table.name)] != nil
      let isNewColumn = diff.created[self.id(.table, table.name).member(.column, column.name)] != nil
      // SERIAL makes it with the column.
      if isNew || isNewColumn, column.serial(of: table, in: lookup)?.name == sequence.name {
        guard !isNew else { return }
        let about = MigrationCore.comment(on: "SEQUENCE \(QualifiedName(schema, id.name))", sequence.comment)
        add(Key(stage: .attributes, object: id), .detail, [PlannedChange(StepLabel(.create, id), about)])
        let column = self.id(.table, table.name).member(.column, column.name)
        return put(Key(stage: .attributes, object: id), after: Key(stage: .table, object: column))
      }
    }
    let key = Key(stage: .sequence, object: id)
    let label = StepLabel(.create, id)
    var separate = sequence
    separate.ownedBy = nil
    separate.comment = nil
    let about = MigrationCore.comment(on: "SEQUENCE \(QualifiedName(schema, id.name))", sequence.comment)
    let statements = separate.dumpStatements(in: schema, role: options.role)
    add(
      key, .create, part: 0,
      [PlannedChange(label, statements)] + (about.isEmpty ? [] : [PlannedChange(label, about)]))
    let owned = sequence.setOwnedBy(in: schema)
    guard let owner = sequence.ownedBy, diff.created[self.id(.table, owner.table.name)] == nil else { return }
    let rest = Key(stage: .attributes, object: id)
    let member = self.id(.table, owner.table.name).member(.column, owner.column)
    var isOfColumn = false
    if case .column(_, let column, of: _, _)? = diff.kept[member]?.typed {
      let isOnly = lookup.sequences(ownedBy: owner.table).count { $0.ownedBy == owner } == 1
      isOfColumn = isOnly && ["smallint", "integer", "bigint"].contains(column.type.text)
    }
    let goOn = isOfColumn ? [sequence.options.goOn(after: owner.column, of: owner.table)] : []
    add(rest, .detail, [PlannedChange(label, owned + goOn).continued])
    put(rest, after: key)
    put(
      rest,
      after: Key(phase: .alter, stage: .table, object: self.id(.table, owner.table.name).member(.column, owner.column)))
    // A table that becomes logged or unlogged takes along what it owns.
    put(rest, after: Key(phase: .alter, stage: .sequence, object: self.id(.table, owner.table.name)))
  }

  /// Lets a piece without a part in the needs of others have needs of its own.
  mutating func needs(_ object: ObjectID, _ key: Key) { register(key, of: object) }
}

extension Constraint {
  /// Where its pieces stand.
  var stageInPlan: ScriptOrder.Stage {
    switch kind {
    case .primaryKey, .unique, .exclusion: .key
    case .check: .check
    case .foreignKey: .foreignKey
    }
  }

  /// `ALTER TABLE … ADD CONSTRAINT`, in pgschema's wording.
  func addition(to table: Table, in schema: Identifier) -> SQLText {
    "ALTER \(table.keyword) \(QualifiedName(schema, table.name))\nADD \(dumpClause(in: schema))"
  }
}

extension SchemaPart.IndexedRelation {
  /// PostgreSQL builds and drops indexes concurrently on all but partitioned tables.
  var canIndexConcurrently: Bool {
    switch self {
    case .table(let table): table.partitioning == nil && table.foreign == nil
    case .view: true
    }
  }
}

extension SequenceGenerator {
  /// The sequence with its owner and comment, the column that owns it apart.
  fileprivate func dumpStatements(in schema: Identifier, role: Identifier) -> [SQLText] {
    let name = QualifiedName(schema, name)
    let unlogged: SQLText = persistence == .unlogged ? "UNLOGGED " : ""
    let options = options.sql(naming: true)
    let list: SQLText = options.isEmpty ? "" : " \(options, separator: " ")"
    return ["CREATE \(unlogged)SEQUENCE IF NOT EXISTS \(name)\(list)"]
      + (owner == role ? [] : MigrationCore.owner(of: "SEQUENCE \(name)", owner))
      + MigrationCore.comment(on: "SEQUENCE \(name)", comment)
  }
}
