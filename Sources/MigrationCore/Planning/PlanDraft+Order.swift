/// Which pieces come after which: by `pg_depend` on both sides, and by what `pg_depend` does not say.
extension PlanDraft {
  func connect(_ order: inout ScriptOrder) {
    for (key, other) in orders { order.put(key, after: other) }
    let names = namesWithKeys
    func isBetweenPieces(_ dependency: Dependency) -> Bool {
      names.contains(dependency.dependent.name) && names.contains(dependency.referenced.name)
    }
    for dependency in diff.desired.dependencies where isBetweenPieces(dependency) {
      guard dependency.strength == .normal || dependency.strength == .automatic else { continue }
      // That a sequence goes with its column does not mean that it comes after it.
      guard dependency.dependent.kind != .sequence else { continue }
      // What PostgreSQL made for a partition that a foreign key refers to comes when it is there.
      guard !isCopyForReferencedPartition(dependency.dependent) else { continue }
      for key in keys(whichNeed: dependency, [.create, .alter]) {
        // A table is what others need before it is attached to another.
        for other in keys(of: dependency.referenced, [.create, .alter]) where other.stage != .partition {
          order.put(key, after: other)
        }
      }
    }
    for dependency in diff.current.dependencies where isBetweenPieces(dependency) {
      // What was taken away and is put back needs only what is there then.
      let isPutBack = diff.withoutDefault.contains(dependency.dependent) || diff.isRemade(dependency.dependent)
      let dependents = keys(whichNeed: dependency, isPutBack ? [.drop] : [.drop, .alter])
      for key in keysOfDrop(of: dependency.referenced) where !diff.swapped.contains(dependency.referenced) {
        for other in dependents { order.put(key, after: other) }
        if let end = swapEnd(of: dependency.dependent) { order.put(key, after: end) }
      }
      if let end = swapEnd(of: dependency.dependent), let other = swapEnds[dependency.referenced] {
        order.put(other, after: end)
      }
      for other in dependents where other.phase == .drop {
        for key in keys(of: dependency.referenced, [.alter]) {
          // Only for another type it has to be gone.
          if key.object.kind == .column, !diff.retyped.contains(key.object) {
            order.prefer(key, after: other)
          } else {
            order.put(key, after: other)
          }
        }
        if diff.swapped.contains(dependency.referenced) {
          for key in keys(of: dependency.referenced, [.drop]) { order.put(key, after: other) }
        }
      }
    }
    for (column, routines) in diff.rowReaders {
      for change in keys(of: column, [.create, .alter]) where change.stage == .table {
        for routine in routines {
          for drop in keys(of: routine, [.drop]) { order.put(change, after: drop) }
          for creation in keys(of: routine, [.create]) { order.put(creation, after: change) }
        }
      }
    }
    putAfterDropsOfTheName(&order)
    // Where everything is planned, drops come first by themselves.
    if options.isSelective { putAfterWhatTakesThemAlong(&order) }
    putForeignKeysAfterKeys(&order)
    putPrimaryKeysAfterOldOnes(&order)
    putAlikeKeysInOrder(&order)
    putPartitionsAfterColumns(&order)
    putReadersAfterColumnsOfRows(&order)
    putAllAfterLeavingParents(&order)
    putParentsBesideChildren(&order)
    putRefreshesBeforeReaders(&order)
    putFillingAfterRights(&order)
  }

  /// Whether it is a constraint that no table of the desired schema has for itself: of a foreign key that refers to a
  /// partitioned table there is a copy for each partition.
  private func isCopyForReferencedPartition(_ object: ObjectID) -> Bool {
    guard object.kind == .constraint, let table = lookup.table(QualifiedName(object.schema, object.name)) else {
      return false
    }
    return !table.constraints.contains { $0.name == object.member }
  }

  /// A materialized view without data cannot be read, not by way of a view that stays either.
  private func putRefreshesBeforeReaders(_ order: inout ScriptOrder) {
    for (view, sources) in diff.desired.materializedSources {
      let object = id(.materializedView, view)
      for source in sources {
        let refresh = Key(phase: .alter, stage: .view, object: id(.materializedView, source))
        order.put(Key(stage: .view, object: object), after: refresh)
        order.put(Key(phase: .alter, stage: .view, object: object), after: refresh)
      }
    }
  }

  /// What a table has itself and by a parent too comes to the table first, and goes from it last: else the parent's
  /// would already be there, or could not be taken away.
  ///
  /// A table that comes or goes as a whole has its columns with it, and its parents before it.
  private func putParentsBesideChildren(_ order: inout ScriptOrder) {
    func pairs(_ schema: DatabaseSchema, _ phase: ScriptOrder.Phase) -> [(child: Key, parent: Key)] {
      schema.tables.filter { diff.kept[id(.table, $0.name)] != nil }.flatMap { table in
        table.parents.filter { $0.schema == schema.name && diff.kept[id(.table, $0.name)] != nil }.flatMap { parent in
          let members =
            table.columns.map { (ObjectKind.column, $0.name) } + table.constraints.map { (.constraint, $0.name) }
          return members.flatMap { kind, name in
            let above = keysByObject[id(.table, parent.name).member(kind, name)] ?? []
            return (keysByObject[id(.table, table.name).member(kind, name)] ?? []).filter { $0.phase == phase }
              .flatMap { child in above.filter { $0.phase == phase }.map { (child, $0) } }
          }
        }
      }
    }
    for (child, parent) in pairs(diff.current, .drop) { order.put(child, after: parent) }
    for (child, parent) in pairs(diff.desired, .create) { order.put(parent, after: child) }
  }

  /// What is done to a parent would be done to its children, and what a child has of a parent it cannot lose.
  private func putAllAfterLeavingParents(_ order: inout ScriptOrder) {
    for pair in diff.kept.perhapsChanged.values {
      guard case .table(let old, _) = pair.typed else { continue }
      let leaving = Key(phase: .drop, stage: .partition, object: id(.table, old.name))
      guard keysByObject[leaving.object]?.contains(leaving) ?? false else { continue }
      let names = Set([old.name] + (old.parents + [old.partition?.parent].compactMap { $0 }).map(\.name))
      for (object, keys) in keysByObject where names.contains(object.name) {
        switch object.kind {
        case .table, .column, .constraint, .index, .trigger, .policy:
          for key in keys where !(key.phase == .drop && key.stage == .partition) { order.put(key, after: leaving) }
        case .schema, .view, .materializedView, .function, .procedure, .aggregate, .sequence, .enumType,
          .compositeType, .domain, .privilege, .rangeType, .baseType, .collation, .rule, .statistics, .operator,
          .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser, .textSearchTemplate,
          .textSearchDictionary, .textSearchConfiguration, .defaultPrivilege:
          continue
        }
      }
      for column in old.columns {
        order.put(
          Key(phase: .alter, stage: .check, object: leaving.object.member(.column, column.name)), after: leaving)
      }
    }
  }

  /// Where the old type goes, of which the object is an attribute or itself one.
  private func swapEnd(of object: ObjectID) -> Key? {
    swapEnds[object] ?? swapEnds[ObjectID(.compositeType, object.schema, object.name)]
  }

  /// The pieces that drop an object: of a column that goes with the one that it is inherited from, those of that one.
  private func keysOfDrop(of object: ObjectID) -> [Key] {
    let own = keys(of: object, [.drop])
    guard own.isEmpty, object.kind == .column, diff.goesAlong.contains(object), let column = object.member,
      case .table(let table, _)? = diff.kept[ObjectID(.table, object.schema, object.name)]?.typed
    else { return own }
    return table.above.flatMap { keysOfDrop(of: ObjectID(.column, $0.schema, $0.name, member: column)) }
  }

  /// Names of the only objects, and of what parts are part of, for which ``keys(of:_:)`` or ``swapEnd(of:)`` finds
  /// anything.
  private var namesWithKeys: Set<Identifier> {
    var names = Set(keysByObject.keys.map(\.name)).union(swapEnds.keys.map(\.name))
    for objects in [diff.goesAlong, diff.comesAlong, diff.retyped] { names.formUnion(objects.map(\.name)) }
    return names
  }

  /// The pieces of the phases that are about an object, or about what it is a part of.
  func keys(of object: ObjectID, _ phases: Set<ScriptOrder.Phase>) -> [Key] {
    func isOf(_ key: Key) -> Bool {
      // Leaving a parent is no drop of the table.
      phases.contains(key.phase) && !(key.phase == .drop && key.stage == .partition)
    }
    var found = (keysByObject[object] ?? []).filter(isOf)
    if found.isEmpty, object.kind == .index, let member = object.member {
      // The index behind a constraint has the constraint's name.
      let constraint = ObjectID(.constraint, object.schema, object.name, member: member)
      found = (keysByObject[constraint] ?? []).filter { phases.contains($0.phase) }
    }
    if found.isEmpty, phases.contains(.drop), diff.goesAlong.contains(object),
      case .constraint(let constraint, of: let table)? = diff.dropped[object]
    {
      // It goes with its columns.
      for column in constraint.columns {
        found.formUnion(keysByObject[ObjectID(.column, object.schema, table.name, member: column)] ?? [])
      }
      found = found.filter { $0.phase == .drop }
    }
    if found.isEmpty, phases.contains(.drop), diff.goesAlong.contains(object),
      case .sequence(let sequence)? = diff.dropped[object], let owner = sequence.ownedBy
    {
      // It goes with the column that owns it, or with the table.
      let table = ObjectID(.table, owner.table.schema, owner.table.name)
      for whole in [table, table.member(.column, owner.column)] { found.formUnion(keysByObject[whole] ?? []) }
      found = found.filter { $0.phase == .drop && $0.stage == .table }
    }
    if object.kind == .column, phases.contains(.alter), diff.retyped.contains(object),
      !found.contains(where: { $0.stage == .table }), let column = object.member,
      let table = lookup.table(QualifiedName(object.schema, object.name))
    {
      // It gets its type with the column of a parent.
      for parent in table.parents + [table.partition?.parent].compactMap({ $0 }) {
        let above = keys(of: ObjectID(.column, parent.schema, parent.name, member: column), [.alter])
        found.formUnion(above.filter { $0.stage == .table && $0.object.kind == .column })
      }
    }
    guard found.isEmpty, object.member != nil else { return Array(found) }
    if object.kind == .column, diff.comesAlong.contains(object),
      let table = lookup.table(QualifiedName(object.schema, object.name)), let column = object.member
    {
      // It comes with the column of a parent, or with the attribute of its table's type.
      if let type = table.ofType {
        let type = ObjectID(.compositeType, type.schema, type.name)
        found.formUnion((keysByObject[type] ?? []).filter { phases.contains($0.phase) })
      }
      for parent in table.parents + [table.partition?.parent].compactMap({ $0 }) {
        let above = ObjectID(.column, parent.schema, parent.name, member: column)
        if diff.created[above] != nil { found.formUnion(keys(of: above, phases)) }
      }
      guard found.isEmpty else { return Array(found) }
    }
    return [ObjectKind.table, .view, .materializedView, .compositeType].flatMap { kind in
      (keysByObject[ObjectID(kind, object.schema, object.name)] ?? []).filter { key in
        guard isOf(key) else { return false }
        // Attributes come and go with the type's own alteration.
        return key.phase != .alter || [.view, .columnDefault].contains(key.stage)
          || (key.object.kind == .compositeType && key.stage == .type)
      }
    }
  }

  /// Drops that come before the drop of something that needs them, because the two need each other.
  ///
  /// All that depends on what goes goes too or was taken away, so CASCADE takes nothing else along.
  func dropsBeforeWhatNeedsThem(_ sorted: [ScriptOrder.Piece]) -> Set<Key> {
    var place: [Key: Int] = [:]
    for (index, piece) in sorted.enumerated() { for key in [piece.key] + piece.otherKeys { place[key] = index } }
    var found: Set<Key> = []
    let names = namesWithKeys
    for dependency in diff.current.dependencies
    where names.contains(dependency.referenced.name) && !diff.swapped.contains(dependency.referenced) {
      let dependents = keys(of: dependency.dependent, [.drop])
      for key in keys(of: dependency.referenced, [.drop]) {
        guard let own = place[key] else { continue }
        if dependents.contains(where: { place[$0].map { $0 > own } ?? false }) { found.insert(key) }
      }
    }
    return found
  }

  /// Of a column's pieces those that may be the ones with the need.
  private func keys(whichNeed dependency: Dependency, _ phases: Set<ScriptOrder.Phase>) -> [Key] {
    let all = keys(of: dependency.dependent, phases)
    guard dependency.dependent.kind == .column else { return all }
    switch dependency.referenced.kind {
    case .function, .procedure, .aggregate, .sequence:
      let defaults = all.filter { $0.stage == .columnDefault }
      return defaults.isEmpty ? all : defaults
    case .schema, .table, .column, .constraint, .index, .trigger, .policy, .view, .materializedView, .enumType,
      .compositeType, .domain, .privilege, .rangeType, .baseType, .collation, .rule, .statistics, .operator,
      .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser, .textSearchTemplate,
      .textSearchDictionary, .textSearchConfiguration, .defaultPrivilege:
      return all
    }
  }

  /// What goes with a column and comes back waits until the column is gone.
  private func putAfterWhatTakesThemAlong(_ order: inout ScriptOrder) {
    for id in diff.goesAlong where diff.created[id] != nil {
      let columns: [Identifier]
      let table: Identifier
      switch diff.dropped[id] {
      case .constraint(let constraint, of: let owner)?: (columns, table) = (constraint.columns, owner.name)
      case .index(let index, on: let relation)?:
        (columns, table) = (index.keys.compactMap(\.column) + index.included, relation.name)
      case .sequence(let sequence)?:
        (columns, table) = (sequence.ownedBy.map { [$0.column] } ?? [], sequence.ownedBy?.table.name ?? "")
      case .table, .column, .trigger, .policy, .view, .routine, .aggregate, .enumType, .compositeType, .domain,
        .defined, nil:
        continue
      }
      for column in columns {
        let drop = Key(phase: .drop, stage: .table, object: ObjectID(.column, schema, table, member: column))
        for key in keysByObject[id] ?? [] where key.phase != .drop { order.put(key, after: drop) }
      }
    }
  }

  private func putForeignKeysAfterKeys(_ order: inout ScriptOrder) {
    var created: [QualifiedName: [Key]] = [:]
    for (object, keys) in keysByObject {
      created[QualifiedName(object.schema, object.name), default: []] += keys.filter {
        $0.phase == .create && ($0.stage == .key || $0.stage == .index)
      }
    }
    func put(_ constraint: Constraint, _ object: ObjectID) {
      guard case .foreignKey(let foreignKey) = constraint.kind else { return }
      let table = foreignKey.referencedTable
      for key in keys(of: object, [.create]) where key.stage == .foreignKey || key.stage == .table {
        for needed in created[table] ?? [] { order.put(key, after: needed) }
      }
    }
    for table in diff.desired.tables {
      for constraint in table.constraints {
        put(constraint, ObjectID(.constraint, schema, table.name, member: constraint.name))
      }
    }
  }

  /// A table has one primary key at a time.
  private func putPrimaryKeysAfterOldOnes(_ order: inout ScriptOrder) {
    for pair in diff.kept.perhapsChanged.values {
      guard case .table(let old, let new) = pair.typed, let gone = old.constraints.first(where: \.isPrimaryKey),
        let wanted = new.constraints.first(where: \.isPrimaryKey), gone.name != wanted.name
      else { continue }
      let table = id(.table, new.name)
      for drop in keys(of: table.member(.constraint, gone.name), [.drop]) {
        order.put(Key(stage: .key, object: table.member(.constraint, wanted.name)), after: drop)
      }
    }
  }

  /// Keys that become parts of a parent's alike ones are made in the order in which it has them.
  private func putAlikeKeysInOrder(_ order: inout ScriptOrder) {
    for table in diff.desired.tables {
      let alike = table.constraints.filter { $0.index?.rankAmongAlike != nil }.sorted { $0.isWritten(before: $1) }
      for (first, second) in zip(alike, alike.dropFirst()) {
        let object = id(.table, table.name)
        for key in keys(of: object.member(.constraint, second.name), [.create]) {
          for other in keys(of: object.member(.constraint, first.name), [.create]) { order.put(key, after: other) }
        }
      }
    }
  }

  /// A partition must have its parent's columns when it is attached, and no others.
  private func putPartitionsAfterColumns(_ order: inout ScriptOrder) {
    for table in diff.desired.tables {
      let object = id(.table, table.name)
      for parent in table.parents + [table.partition?.parent].compactMap({ $0 }) {
        guard let above = lookup.table(parent) else { continue }
        let attaching = (keysByObject[object] ?? []).filter { key in
          key.stage == .partition && key.phase != .drop || key.phase == .create && key.stage == .table
        }
        var columns = Set(above.columns.map(\.name))
        if case .table(let before, _)? = diff.kept[id(.table, parent.name)]?.typed {
          columns.formUnion(before.columns.map(\.name))
        }
        for column in columns {
          let member = ObjectID(.column, schema, above.name, member: column)
          for key in attaching {
            for needed in keysByObject[member] ?? [] {
              // What is made as a partition takes the defaults that are there.
              if needed.stage == .table || (needed.stage == .columnDefault && key.stage == .table) {
                order.put(key, after: needed)
              }
            }
            // And the storage.
            if key.stage == .table { order.put(key, after: Key(phase: .alter, stage: .attributes, object: member)) }
          }
        }
        for column in table.columns {
          for key in attaching where key.stage == .partition {
            for needed in keysByObject[object.member(.column, column.name)] ?? [] { order.put(key, after: needed) }
          }
        }
      }
    }
  }

  /// Puts routines whose body is text after what it names, as far as the rest allows; the others are returned.
  ///
  /// PostgreSQL keeps no dependencies of such bodies, but looks at them when the routine is made.
  func putRoutinesAfterWhatTheyName(_ order: inout ScriptOrder) -> Set<Key> {
    var made: [Identifier: [Key]] = [:]
    for (object, keys) in keysByObject.sorted(by: { $0.key < $1.key }) {
      for key in keys.sorted(by: { $0.stage < $1.stage })
      where key.phase == .create || key.stage == .table || key.stage == .type {
        let name = object.kind == .column ? object.member ?? object.name : object.name
        made[name, default: []].append(key)
      }
    }
    var unchecked: Set<Key> = []
    let routines = diff.desired.routines.map { (id: $0.id(in: schema), routine: $0) }.sorted { $0.id < $1.id }
    for (object, routine) in routines where routine.standardBody == nil {
      guard let source = routine.source else { continue }
      let own = (keysByObject[object] ?? []).filter { $0.phase != .drop }.sorted { $0.stage < $1.stage }
      for name in SQLWords.all(of: source.text) {
        for other in made[name] ?? [] where other.object != object {
          for key in own where !order.putIfPossible(key, after: other) && key.stage == .routine {
            unchecked.insert(key)
          }
        }
      }
    }
    return unchecked
  }
}
