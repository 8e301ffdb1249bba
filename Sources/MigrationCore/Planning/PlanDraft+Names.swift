/// Names that one object has before the plan and another one after it.
extension PlanDraft {
  /// Pieces that come before what has the name now is gone, so that it must give the name away first.
  struct NameInTheWay {
    var holder: ObjectID
    var pieces: [Key]
  }

  /// A name must be free before something else gets it.
  func putAfterDropsOfTheName(_ order: inout ScriptOrder) {
    var drops: [Identifier: [Key]] = [:]
    for key in keysByObject.values.flatMap({ $0 }) where key.phase == .drop {
      drops[key.object.takenName, default: []].append(key)
    }
    for key in keysByObject.values.flatMap({ $0 }) where key.phase == .create {
      for drop in drops[key.object.takenName] ?? [] where key.object.sharesNames(with: drop.object) {
        order.put(key, after: drop)
      }
    }
    // What comes back comes after it went.
    for (object, keys) in keysByObject {
      for key in keys where key.phase != .drop {
        for drop in keysByObject[object] ?? [] where drop.phase == .drop { order.put(key, after: drop) }
      }
    }
  }

  /// Puts what is made after the table, view or column with which an index of its name goes.
  ///
  /// Returned is where that cannot be: the one needs what the other is made for.
  func putAfterWhatTakesTheName(_ order: inout ScriptOrder) -> [NameInTheWay] {
    var holders: [Identifier: ObjectID] = [:]
    for id in diff.goesAlong.sorted() where diff.dropped[id]?.hasIndex ?? false { holders[id.takenName] = id }
    guard !holders.isEmpty else { return [] }
    var found: [NameInTheWay] = []
    for id in diff.created.keys.sorted() where id.namespace == .relations {
      guard let holder = holders[id.takenName], holder != id else { continue }
      let drops = keys(of: holder, [.drop])
      let blocked = keys(of: id, [.create]).filter { key in
        // Each of them, so that none is forgotten.
        drops.count { !order.putIfPossible(key, after: $0) } > 0
      }
      if !blocked.isEmpty { found.append(NameInTheWay(holder: holder, pieces: blocked)) }
    }
    return found
  }

  /// Gives indexes that are about to go other names; the new pieces are returned.
  mutating func free(_ names: [NameInTheWay]) -> [ScriptOrder.Piece] {
    let number = pieces.count
    var taken = takenRelationNames
    for name in names {
      guard let part = diff.dropped[name.holder] else { continue }
      let index = name.holder.takenName
      let helper = HelperName.make(index, "old", taken: taken)
      taken.insert(helper)
      let whole = part.whole(of: name.holder)
      let key = Key(phase: .drop, stage: .attributes, object: whole.member(.privilege, helper))
      let rename: SQLText = "ALTER INDEX \(QualifiedName(schema, index)) RENAME TO \(helper)"
      add(key, .revoke, [PlannedChange(StepLabel(.drop, name.holder, of: whole.kind), [rename]).continued])
      for piece in name.pieces { put(piece, after: key) }
    }
    return Array(pieces[number...])
  }
}

extension SchemaPart {
  /// Whether it is an index or has one behind it, of its own name.
  fileprivate var hasIndex: Bool {
    switch self {
    case .index: true
    case .constraint(let constraint, of: _): constraint.index != nil
    case .table, .column, .trigger, .policy, .view, .sequence, .routine, .aggregate, .enumType, .compositeType, .domain,
      .defined:
      false
    }
  }
}

extension ObjectID {
  /// The name that nothing else of its namespace may have at the same time.
  fileprivate var takenName: Identifier {
    switch kind {
    case .index, .constraint: member ?? name
    case .column, .trigger, .policy, .rule, .schema, .table, .view, .materializedView, .function, .procedure,
      .aggregate, .sequence, .enumType, .compositeType, .domain, .privilege, .rangeType, .baseType, .collation,
      .statistics, .operator, .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser,
      .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration, .defaultPrivilege:
      name
    }
  }

  fileprivate func sharesNames(with other: ObjectID) -> Bool {
    guard schema == other.schema, let own = namespace, let theirs = other.namespace else { return false }
    return own == theirs
  }

  fileprivate enum Namespace { case relations, routines }

  /// Tables, their row types and indexes share one; routines have another.
  ///
  /// Nil for what `pg_depend` or the id tells apart.
  fileprivate var namespace: Namespace? {
    switch kind {
    case .table, .view, .materializedView, .sequence, .index, .constraint, .enumType, .compositeType, .domain,
      .rangeType, .baseType:
      .relations
    case .function, .procedure, .aggregate: .routines
    case .column, .trigger, .policy, .rule, .schema, .privilege, .collation, .statistics, .operator, .operatorFamily,
      .operatorClass, .cast, .conversion, .textSearchParser, .textSearchTemplate, .textSearchDictionary,
      .textSearchConfiguration, .defaultPrivilege:
      nil
    }
  }
}
