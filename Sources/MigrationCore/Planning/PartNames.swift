/// The renames that give partitions' parts of an index or key the names that they shall have.
///
/// A part cannot be dropped as long as the index is there, nor can another one take its place; so it keeps its data and
/// gets another name.
struct PartNames {
  /// In order; before everything else in the plan.
  private(set) var changes: [PlannedChange] = []
  /// The current schema with the names.
  private(set) var schema: DatabaseSchema

  /// An index, or the constraint that one is behind, by its places in the schema.
  private struct Place: Hashable {
    var table: Int
    var part: Table.Part
  }

  init(of current: DatabaseSchema, to desired: DatabaseSchema) {
    schema = current
    // What is renamed can have parts itself, one level down.
    while true {
      let names = wanted(in: desired)
      guard !names.isEmpty else { return }
      var holders: [Identifier: Place] = [:]
      for (table, owner) in schema.tables.enumerated() {
        for (part, index) in owner.parts { holders[index.name] = Place(table: table, part: part) }
      }
      var taken = current.relationNames.union(desired.relationNames)
      for name in names.map(\.name) {
        guard let holder = holders[name] else { continue }
        let helper = HelperName.make(name, "old", taken: taken)
        taken.insert(helper)
        rename(holder, to: helper)
      }
      for (place, name) in names { rename(place, to: name) }
    }
  }

  /// Parts that have another name than they shall have, with that, where the index and the partition stay.
  private func wanted(in desired: DatabaseSchema) -> [(place: Place, name: Identifier)] {
    guard schema.tables.contains(where: { $0.partition != nil && !$0.parts.isEmpty }) else { return [] }
    let twins = Dictionary(desired.tables.map { ($0.name, $0) }) { first, _ in first }
    let definitions = schema.partitionedIndexes
    let others = desired.partitionedIndexes
    let indexNames = Set(schema.tables.flatMap(\.parts).map(\.index.name))
    let relations = schema.relationNames.subtracting(indexNames)
    var found: [(place: Place, name: Identifier)] = []
    for (place, table) in schema.tables.enumerated() where table.extensionName == nil {
      guard let partition = table.partition, let twin = twins[table.name],
        twin.partition?.parent == partition.parent
      else { continue }
      let wanted = twin.parts.map(\.index)
      for (part, index) in table.parts {
        guard let parent = index.parent, let definition = definitions[parent], definition == others[parent],
          let other = wanted.first(where: { $0.parent == parent }), other.name != index.name,
          !relations.contains(other.name)
        else { continue }
        found.append((Place(table: place, part: part), other.name))
      }
    }
    return found.sorted {
      let (left, right) = (schema.tables[$0.place.table], schema.tables[$1.place.table])
      return (left.name, $0.name) < (right.name, $1.name)
    }
  }

  private mutating func rename(_ place: Place, to name: Identifier) {
    let table = schema.tables[place.table]
    let old: Identifier
    var kinds: [ObjectKind] = [.index]
    switch place.part {
    case .index(let number):
      old = table.indexes[number].name
      schema.tables[place.table].indexes[number] = table.indexes[number].renamed(to: name)
    case .constraint(let number):
      old = table.constraints[number].name
      // The constraint gets its index's name.
      kinds.insert(.constraint, at: 0)
      schema.tables[place.table].constraints[number].name = name
      schema.tables[place.table].constraints[number].index = table.constraints[number].index?.renamed(to: name)
    }
    let (before, after) = (QualifiedName(schema.name, old), QualifiedName(schema.name, name))
    let ids = kinds.map { kind in
      (
        before: ObjectID(kind, schema.name, table.name, member: old),
        after: ObjectID(kind, schema.name, table.name, member: name)
      )
    }
    if let (id, renamed) = ids.first {
      var change = PlannedChange(StepLabel(.alter, renamed), ["ALTER INDEX \(before) RENAME TO \(name)"])
      change.renamed = id
      changes.append(change)
    }
    for other in schema.tables.indices {
      for index in schema.tables[other].indexes.indices where schema.tables[other].indexes[index].parent == before {
        schema.tables[other].indexes[index].parent = after
      }
      for key in schema.tables[other].constraints.indices
      where schema.tables[other].constraints[key].index?.parent == before {
        schema.tables[other].constraints[key].index?.parent = after
      }
    }
    for (id, renamed) in ids {
      for dependency in schema.dependencies.indices {
        if schema.dependencies[dependency].dependent == id { schema.dependencies[dependency].dependent = renamed }
        if schema.dependencies[dependency].referenced == id { schema.dependencies[dependency].referenced = renamed }
      }
    }
  }
}

extension Table {
  /// An index, or the constraint that one is behind, by its place in the table.
  fileprivate enum Part: Hashable {
    case index(Int)
    case constraint(Int)
  }

  /// All indexes, those behind constraints too.
  fileprivate var parts: [(part: Part, index: Index)] {
    indexes.enumerated().map { (.index($0), $1) }
      + constraints.enumerated().compactMap { place, constraint in constraint.index.map { (.constraint(place), $0) } }
  }
}

extension DatabaseSchema {
  /// The statements of indexes of partitioned tables and the definitions of their keys, by name.
  fileprivate var partitionedIndexes: [QualifiedName: CatalogSQL] {
    var found: [QualifiedName: CatalogSQL] = [:]
    for table in tables where table.partitioning != nil {
      for index in table.indexes { found[QualifiedName(name, index.name)] = index.definition }
      for constraint in table.constraints where constraint.index != nil {
        found[QualifiedName(name, constraint.name)] = constraint.wholeDefinition
      }
    }
    return found
  }
}

extension Index {
  fileprivate func renamed(to new: Identifier) -> Index {
    var copy = self
    copy.name = new
    let begin = beginning(naming: name).text
    if definition.text.hasPrefix(begin) {
      copy.definition = CatalogSQL(beginning(naming: new).text + definition.text.dropFirst(begin.count))
    }
    return copy
  }
}
