/// What pgschema's words for a change of a view depend on.
extension SchemaDiff {
  /// Kept tables of which anything changes.
  var modifiedTables: Set<ObjectID> {
    var found: Set<ObjectID> = []
    for (id, pair) in kept.perhapsChanged {
      guard case .table(let old, let new) = pair.typed, old != new, old.withoutPlaces != new.withoutPlaces else {
        continue
      }
      found.insert(id)
    }
    return found
  }

  /// Views that pgschema drops before everything else, since they would be in the way.
  ///
  /// Views that must be made again and read a table that goes or loses a column, with all that reads them, and
  /// materialized views that must be made again and read a table that goes or changes.
  var earlyViews: Set<ObjectID> {
    let modified = modifiedTables
    var losing: Set<ObjectID> = []
    for (id, part) in dropped where created[id] == nil {
      switch part {
      case .table: losing.insert(id)
      case .column(_, of: let table): losing.insert(ObjectID(.table, id.schema, table.name))
      case .constraint, .index, .trigger, .policy, .view, .sequence, .routine, .aggregate, .enumType, .compositeType,
        .domain, .defined:
        continue
      }
    }
    var readers: [ObjectID: Set<ObjectID>] = [:]
    for dependency in current.dependencies {
      let dependent = dependency.dependent
      guard dependent.kind == .view || dependent.kind == .materializedView, dropped[dependent] != nil else { continue }
      for kind: ObjectKind in [.table, .view, .materializedView] {
        readers[ObjectID(kind, dependency.referenced.schema, dependency.referenced.name), default: []].insert(dependent)
      }
    }
    var early: Set<ObjectID> = []
    var queue: [ObjectID] = []
    for table in losing {
      queue += (readers[table] ?? []).filter { $0.kind == .view && isRemadeForItself($0) }
    }
    while let view = queue.popLast() {
      guard early.insert(view).inserted else { continue }
      queue += readers[view] ?? []
    }
    for table in modified.union(losing) {
      early.formUnion((readers[table] ?? []).filter { $0.kind == .materializedView && isRemadeForItself($0) })
    }
    for table in losing where dropped[table] != nil {
      early.formUnion((readers[table] ?? []).filter { $0.kind == .materializedView && created[$0] == nil })
    }
    return early
  }
}

extension Table {
  /// The table with its columns counted from one, without gaps.
  fileprivate var withoutPlaces: Table {
    var copy = self
    for place in copy.columns.indices { copy.columns[place].position = place }
    return copy
  }
}
