/// What separates two schemas of one name: which parts come, go, change in place, and which must be made again.
///
/// A part that PostgreSQL cannot alter is made again, and with it everything that depends on it by `pg_depend`.
package struct SchemaDiff: Sendable {
  package let current: DatabaseSchema
  package let desired: DatabaseSchema
  package let server: ServerVersion

  /// Parts of the current schema that go, those that are made again among them.
  package private(set) var dropped: [ObjectID: SchemaPart] = [:]
  /// Parts of the desired schema that are made, those that are made again among them.
  package private(set) var created: [ObjectID: SchemaPart] = [:]
  /// Parts that stay, before and after; most of them the same.
  package private(set) var kept: KeptParts
  /// Of the dropped ones those that go with another and need no statement.
  package internal(set) var goesAlong: Set<ObjectID> = []
  /// Of the created ones those that come with another: a new table's columns, a partition's copies.
  package internal(set) var comesAlong: Set<ObjectID> = []
  /// Types and collations in use that are renamed, made anew and given to the columns.
  package private(set) var swapped: Set<ObjectID> = []
  /// Of the swapped ones those that become a type of another kind, which is the value.
  package private(set) var heirs: [ObjectID: ObjectID] = [:]
  /// Columns whose type changes, if only to a type of the same name.
  package private(set) var retyped: Set<ObjectID> = []
  /// Columns and domains whose default and checks are in the way of something else and are put back afterwards.
  package private(set) var withoutDefault: Set<ObjectID> = []
  /// Sequences that must not go with the column that owns them.
  package private(set) var disowned: Set<ObjectID> = []
  /// By a column that comes with a value or gets another type the routines that are away meanwhile because they take
  /// rows of its table.
  package private(set) var rowReaders: [ObjectID: Set<ObjectID>] = [:]
  /// What cannot be done.
  package private(set) var refusals: [PlanRefusal] = []

  /// What depends on what before and after.
  let (dependenciesBefore, dependenciesAfter): (DependencyEnds, DependencyEnds)

  /// What other schemas of the same plan have to do with this one.
  private let elsewhere: Elsewhere
  /// What goes, is made again or gets another type.
  private var disturbed: Set<Disturbed> = []

  /// A part before and after.
  package struct Pair: Hashable, Sendable {
    package var old: SchemaPart
    package var new: SchemaPart
    /// Both, by their kind.
    package var typed: PartPair
  }

  package init(from current: DatabaseSchema, to desired: DatabaseSchema, on server: ServerVersion) {
    self.init(from: current, to: desired, on: server, elsewhere: Elsewhere())
  }

  private init(
    from current: DatabaseSchema, to desired: DatabaseSchema, on server: ServerVersion, elsewhere: Elsewhere
  ) {
    self.elsewhere = elsewhere
    self.current = current
    self.desired = desired
    self.server = server
    dependenciesBefore = DependencyEnds(current.dependencies)
    dependenciesAfter = DependencyEnds(desired.dependencies)
    let same = current.tablesAlone(alsoIn: desired)
    kept = KeptParts(current.name, same: same)
    let names = Set(same.map(\.name))
    let (old, new) = (current.parts(without: names), desired.parts(without: names))
    var gone: Set<ObjectID> = []
    for (id, part) in old {
      guard let other = new[id] else {
        dropped[id] = part
        if let heir = id.heir(in: new) {
          heirs[id] = heir
          swapped.insert(id)
        } else {
          gone.insert(id)
        }
        continue
      }
      guard let typed = PartPair(part, other) else { continue }
      kept.keep(id, Pair(old: part, new: other, typed: typed))
      switch typed.way(on: server) {
      case .inPlace: if typed.changesType { retyped.insert(id) }
      case .remake: gone.insert(id)
      case .swap: swapped.insert(id)
      case .refused(let reason, let wayOut): refusals.append(PlanRefusal(object: id, reason: reason, wayOut: wayOut))
      }
    }
    for (id, part) in new where old[id] == nil { created[id] = part }
    gone.formUnion(loosened)
    spread(from: gone)
    while true {
      let between = viewsBetween
      guard !between.isEmpty else { break }
      gone.formUnion(between)
      spread(from: gone)
    }
    refusePartitionKeys()
    refusals.sort { $0.object < $1.object }
    findCompanions()
  }

  /// The differences of several schemas that change together.
  ///
  /// What must be made again in one for what happens in another is; so each is compared until nothing new comes of it.
  ///
  /// - Parameters:
  ///   - current: the schemas as they are.
  ///   - desired: the same schemas as they shall be, in the same order.
  ///   - server: where the plan will run.
  /// - Returns: one for each schema.
  package static func all(
    from current: [DatabaseSchema], to desired: [DatabaseSchema], on server: ServerVersion
  ) -> [SchemaDiff] {
    var elsewhere = Elsewhere(schemas: Set(current.map(\.name)))
    while true {
      let diffs = zip(current, desired).map { SchemaDiff(from: $0, to: $1, on: server, elsewhere: elsewhere) }
      let disturbed = diffs.reduce(into: Set<Disturbed>()) { $0.formUnion($1.disturbed) }
      guard diffs.count > 1, disturbed != elsewhere.disturbed else { return diffs }
      elsewhere.disturbed = disturbed
    }
  }

  /// Whether the part is made again, for its own sake or for what it depends on.
  package func isRemade(_ id: ObjectID) -> Bool { dropped[id] != nil && created[id] != nil }

  /// Whether it could not have stayed as it was, whatever it depends on.
  func isRemadeForItself(_ object: ObjectID) -> Bool {
    guard let old = dropped[object], let new = created[object], let pair = PartPair(old, new) else { return false }
    return pair.way(on: server) != .inPlace
  }
}

/// What a plan cannot do, and what to do about it.
package struct PlanRefusal: Error, Hashable, Sendable {
  package let object: ObjectID
  package let reason: String
  package let wayOut: String
}

// MARK: - What must be made again

extension SchemaDiff {
  private enum Disturbance: String, Hashable { case gone, retyped }

  private struct Disturbed: Hashable {
    var id: ObjectID
    var how: Disturbance
  }

  /// The schemas of a plan, and what is disturbed in them as far as that is known.
  private struct Elsewhere {
    var schemas: Set<Identifier> = []
    var disturbed: Set<Disturbed> = []

    /// What happens outside `schema`, in order.
    func disturbed(outside schema: Identifier) -> [Disturbed] {
      disturbed.filter { $0.id.schema != schema }.sorted { ($0.id, $0.how.rawValue) < ($1.id, $1.how.rawValue) }
    }
  }

  /// Makes again what depends on what goes, is made again or gets another type.
  private mutating func spread(from first: Set<ObjectID>) {
    let twins = namesakes
    // Whoever needs a column needs its relation.
    func isNeeded(_ id: ObjectID, by dependent: ObjectID) -> Bool {
      ([dependent] + columnsOfView(dependent)).contains { dependent in
        dependenciesAfter.needs(of: dependent).contains {
          (twins[$0.referenced] ?? $0.referenced) == id || relations(of: $0.referenced).contains(id)
        }
      }
    }
    var queue: [Disturbed] = []
    var seen: Set<Disturbed> = []
    func push(_ id: ObjectID, _ how: Disturbance, _ queue: inout [Disturbed], _ seen: inout Set<Disturbed>) {
      if seen.insert(Disturbed(id: id, how: how)).inserted { queue.append(Disturbed(id: id, how: how)) }
    }
    for id in first.union(swapped).sorted() { push(id, .gone, &queue, &seen) }
    for id in retyped.sorted() { push(id, .retyped, &queue, &seen) }
    for column in columnsAddedWithValues {
      for reader in bodiesThatTakeRows(of: column) {
        rowReaders[column, default: []].insert(reader.dependent)
        push(reader.dependent, .gone, &queue, &seen)
      }
    }
    for other in elsewhere.disturbed(outside: current.name) { push(other.id, other.how, &queue, &seen) }
    var next = 0
    while next < queue.count {
      let (id, how) = (queue[next].id, queue[next].how)
      next += 1
      if how == .gone, !swapped.contains(id) { remake(id) }
      if how == .gone { for member in members(of: id) { push(member, .gone, &queue, &seen) } }
      // Of two reasons to go the one to go along comes first, whatever order they were read in.
      let readers = how == .retyped ? bodiesThatTakeRows(of: id) : []
      for reader in readers { rowReaders[id, default: []].insert(reader.dependent) }
      for dependency in (dependenciesBefore.users(of: id) + readers).sorted() {
        guard dependency.dependent.schema == current.name else {
          if id.schema == current.name { refuse(how, id, for: dependency) }
          continue
        }
        let dependent = standIn(for: dependency.dependent)
        guard !seen.contains(Disturbed(id: dependent, how: .gone)) else { continue }
        // Of a relation that goes any column will do: which ones it is about may be another question afterwards.
        let isNeededStill =
          isNeeded(id, by: dependent)
          || relations(of: id).contains {
            seen.contains(Disturbed(id: $0, how: .gone)) && isNeeded($0, by: dependent)
          }
        if swapped.contains(id), let type = typeMade(of: dependent) {
          swapped.insert(type)
          push(type, .gone, &queue, &seen)
          continue
        }
        switch effect(of: how, on: dependent, dependency, isNeededStill: isNeededStill) {
        case .none: continue
        case .remake: push(dependent, .gone, &queue, &seen)
        case .remakeWith:
          if kept[dependent] != nil { goesAlong.insert(dependent) }
          push(dependent, .gone, &queue, &seen)
        case .retype:
          kept.disturb(dependent)
          retyped.insert(dependent)
          push(dependent, .retyped, &queue, &seen)
        case .setDefaultAgain:
          kept.disturb(dependent)
          withoutDefault.insert(dependent)
        case .disown: disowned.insert(dependent)
        }
      }
    }
    disturbed = seen
  }

  /// Columns that a table gets which is there, and with them a value for its rows; in order.
  private var columnsAddedWithValues: [ObjectID] {
    created.compactMap { id, part in
      guard case .column(let column, of: _) = part, kept[ObjectID(.table, id.schema, id.name)] != nil else {
        return nil
      }
      let isOfDomain = dependenciesAfter.needs(of: id).contains { $0.referenced.kind == .domain }
      let hasValue = column.defaultExpression != nil || column.generated != nil || column.identity != nil
      return hasValue || isOfDomain ? id : nil
    }.sorted()
  }

  /// Routines that have rows of the column's table among their parameters and a body that PostgreSQL has parsed: some
  /// versions before 18 change no type in the table meanwhile, and add no column with a value (seen on 15.20).
  private func bodiesThatTakeRows(of column: ObjectID) -> [Dependency] {
    guard server.major < 18, column.kind == .column else { return [] }
    return dependenciesBefore.users(of: ObjectID(.table, column.schema, column.name)).filter { dependency in
      guard case .routine(let routine, _)? = kept[dependency.dependent]?.typed, routine.standardBody != nil else {
        return false
      }
      return RoutineSignature(dependency.dependent)?.takesRows(of: column.name) ?? false
    }
  }

  /// What another schema needs stays: a plan is for one schema.
  private mutating func refuse(_ how: Disturbance, _ id: ObjectID, for dependency: Dependency) {
    let isInTheWay: Bool
    switch how {
    case .gone: isInTheWay = dependency.strength == .normal
    case .retyped:
      isInTheWay = [.view, .materializedView, .rule, .function, .procedure].contains(dependency.dependent.kind)
    }
    // The other's own difference sees to it; but types are swapped in one schema only.
    guard isInTheWay, !elsewhere.schemas.contains(dependency.dependent.schema) || swapped.contains(id) else { return }
    let other = "\(dependency.dependent.kind.rawValue) \(dependency.dependent)"
    let refusal = PlanRefusal(
      object: id, reason: "\(other), in another schema, depends on it, and the plan would drop it or make it anew",
      wayOut: "change \(other) first so that it does without")
    if !refusals.contains(refusal) { refusals.append(refusal) }
  }

  /// What a column can be a column of.
  private func relations(of id: ObjectID) -> [ObjectID] {
    guard id.kind == .column else { return [] }
    return [.table, .view, .materializedView].map { ObjectID($0, id.schema, id.name) }
  }

  /// The view for one of its columns: these are no parts.
  private func standIn(for id: ObjectID) -> ObjectID {
    guard id.kind == .column else { return id }
    let view = ObjectID(.view, id.schema, id.name)
    return kept[view] == nil ? id : view
  }

  /// What the view stands in for.
  private func columnsOfView(_ id: ObjectID) -> [ObjectID] {
    guard id.kind == .view, case .view(let view)? = kept[id]?.new ?? created[id] else { return [] }
    return view.columns.map { id.member(.column, $0.name) }
  }

  /// By their desired id the routines and types that take the place of one that goes, whose id is the value: a routine
  /// with other names of its parameters, a table whose row type becomes a type of its own.
  private var namesakes: [ObjectID: ObjectID] {
    var routines: [RoutineSignature: ObjectID] = [:]
    var types: [Identifier: ObjectID] = [:]
    for id in dropped.keys {
      if let signature = RoutineSignature(id) { routines[signature] = id }
      if id.isType { types[id.name] = id }
    }
    var namesakes: [ObjectID: ObjectID] = [:]
    for id in created.keys {
      if let signature = RoutineSignature(id) { namesakes[id] = routines[signature] }
      if id.isType { namesakes[id] = types[id.name] }
    }
    return namesakes
  }

  /// PostgreSQL changes no type of a column by which a table is partitioned.
  private mutating func refusePartitionKeys() {
    for id in retyped {
      guard case .column(let column, _, of: let table, _)? = kept[id]?.typed,
        table.partitioning?.columns.contains(column.name) ?? false
      else { continue }
      refusals.append(
        PlanRefusal(
          object: id, reason: "the table is partitioned by it, and PostgreSQL cannot change the type of such a column",
          wayOut: "make the new table under another name, move the rows, then drop the old one and rename"))
    }
  }

  /// The type that is made of other types, if `object` is such a one that stays, or an attribute of it.
  private func typeMade(of object: ObjectID) -> ObjectID? {
    let type = object.kind == .column ? ObjectID(.compositeType, object.schema, object.name) : object
    switch kept[type]?.typed {
    case .compositeType, .domain: return type
    case .defined(let old, _): return old.kind == .rangeType ? type : nil
    case .table, .column, .constraint, .index, .trigger, .policy, .view, .sequence, .routine, .aggregate, .enumType,
      nil:
      return nil
    }
  }

  private enum Effect { case none, remake, remakeWith, retype, setDefaultAgain, disown }

  private func effect(
    of how: Disturbance, on dependent: ObjectID, _ dependency: Dependency, isNeededStill: Bool
  ) -> Effect {
    let pair = kept[dependent]
    switch how {
    case .retyped:
      switch dependent.kind {
      case .view, .materializedView, .rule, .policy, .trigger, .function, .procedure: return .remake
      case .column:
        if case .column(let column, _)? = pair?.old, column.generated != nil { return .remake }
        return .none
      case .schema, .table, .constraint, .index, .aggregate, .sequence, .enumType, .compositeType, .domain, .privilege,
        .rangeType, .baseType, .collation, .statistics, .operator, .operatorFamily, .operatorClass, .cast, .conversion,
        .textSearchParser, .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration, .defaultPrivilege:
        return .none
      }
    case .gone:
      if case .column(let column, _)? = pair?.old {
        if column.generated != nil { return isNeededStill ? .remake : .none }
        if swapped.contains(dependency.referenced) { return .retype }
        return isNeededStill && column.defaultExpression != nil ? .setDefaultAgain : .none
      }
      if case .sequence? = pair?.old { return .disown }
      if case .domain? = pair?.old, RoutineSignature(dependency.referenced) != nil {
        return isNeededStill ? .setDefaultAgain : .none
      }
      guard pair != nil else { return dependent.kind == .table || dropped[dependent] != nil ? .none : .remakeWith }
      switch dependency.strength {
      case .automatic, .internal, .partitionPrimary, .partitionSecondary:
        if staysWithPartition(dependent, without: dependency.referenced) { return .none }
        // A partition stays when its parent is made again; it is attached again.
        return dependent.kind == .table ? .none : .remakeWith
      case .normal:
        switch dependent.kind {
        case .table: return .none
        // Nothing alters what these refer to.
        case .constraint, .index, .statistics: return .remake
        case .schema, .column, .trigger, .policy, .view, .materializedView, .function, .procedure, .aggregate,
          .sequence,
          .enumType, .compositeType, .domain, .privilege, .rangeType, .baseType, .collation, .rule, .operator,
          .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser, .textSearchTemplate,
          .textSearchDictionary, .textSearchConfiguration, .defaultPrivilege:
          if case .routine(let routine, _)? = pair?.typed, routine.returnsRows(of: dependency.referenced) {
            return .remake
          }
          // What stays as it is and needs something else then is in the way until it is made again.
          return isNeededStill || pair.map { $0.old == $0.new } ?? false ? .remake : .none
        }
      }
    }
  }

  /// From kept to dropped and created.
  private mutating func remake(_ id: ObjectID) {
    guard let pair = kept.remove(id) else { return }
    dropped[id] = pair.old
    created[id] = pair.new
    retyped.remove(id)
    withoutDefault.remove(id)
  }

  /// What goes when a whole goes, parts of the model or not.
  private func members(of id: ObjectID) -> [ObjectID] {
    switch dropped[id] {
    case .table(let table):
      table.columns.map { id.member(.column, $0.name) } + table.constraints.map { id.member(.constraint, $0.name) }
        + table.indexes.map { id.member(.index, $0.name) } + table.triggers.map { id.member(.trigger, $0.name) }
        + table.policies.map { id.member(.policy, $0.name) }
    case .view(let view):
      view.columns.map { id.member(.column, $0.name) }
        + (view.materialization?.indexes ?? []).map { id.member(.index, $0.name) }
        + view.triggers.map { id.member(.trigger, $0.name) }
    // The index behind it, which is no part.
    case .constraint(let constraint, _): [ObjectID(.index, id.schema, id.name, member: constraint.name)]
    case .column, .index, .trigger, .policy, .sequence, .routine, .aggregate, .enumType, .compositeType, .domain,
      .defined, nil:
      []
    }
  }
}

extension ObjectID {
  /// The type of another kind that has the name in the other schema, where values can be moved over to it.
  fileprivate func heir(in other: [ObjectID: SchemaPart]) -> ObjectID? {
    let kinds: [ObjectKind] = [.enumType, .compositeType, .domain, .rangeType]
    guard kinds.contains(kind) else { return nil }
    return kinds.map { ObjectID($0, schema, name) }.first { other[$0] != nil }
  }

  /// Whether it is a type, or has a row type.
  fileprivate var isType: Bool {
    switch kind {
    case .table, .view, .materializedView, .enumType, .compositeType, .domain, .rangeType, .baseType: true
    case .schema, .column, .constraint, .index, .trigger, .policy, .function, .procedure, .aggregate, .sequence,
      .privilege, .collation, .rule, .statistics, .operator, .operatorFamily, .operatorClass, .cast, .conversion,
      .textSearchParser, .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration, .defaultPrivilege:
      false
    }
  }
}

extension Routine {
  /// Whether the result is rows of the table that the column is of, made by a body that PostgreSQL has parsed: then
  /// neither can change before the other.
  fileprivate func returnsRows(of column: ObjectID) -> Bool {
    guard column.kind == .column, standardBody != nil, let result else { return false }
    let names = [column.name.text, "\"\(column.name.text)\""]
    return names.contains { result.text == $0 || result.text == "SETOF \($0)" }
  }
}
