/// The renames that give partitions' parts of an index the names that they shall have.
///
/// A part cannot be dropped as long as the index is there, nor can another one take its place; so it keeps its data and
/// gets another name.
struct PartNames {
  /// In order; before everything else in the plan.
  private(set) var changes: [PlannedChange] = []
  /// The current schema with the names.
  private(set) var schema: DatabaseSchema

  /// An index, by its places in the schema.
  private struct Place: Hashable {
    var table: Int
    var index: Int
  }

  init(of current: DatabaseSchema, to desired: DatabaseSchema) {
    schema = current
    // What is renamed can have parts itself, one level down.
    while true {
      let names = wanted(in: desired)
      guard !names.isEmpty else { return }
      var holders: [Identifier: Place] = [:]
      for (table, owner) in schema.tables.enumerated() {
        for (index, part) in owner.indexes.enumerated() { holders[part.name] = Place(table: table, index: index) }
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
    guard schema.tables.contains(where: { $0.partition != nil && !$0.indexes.isEmpty }) else { return [] }
    let twins = Dictionary(desired.tables.map { ($0.name, $0) }) { first, _ in first }
    let definitions = schema.partitionedIndexes
    let others = desired.partitionedIndexes
    let indexNames = Set(schema.tables.flatMap(\.indexes).map(\.name))
    let relations = schema.relationNames.subtracting(indexNames)
    var found: [(place: Place, name: Identifier)] = []
    for (place, table) in schema.tables.enumerated() where table.extensionName == nil {
      guard let partition = table.partition, let twin = twins[table.name], twin.partition == partition else { continue }
      for (number, part) in table.indexes.enumerated() {
        guard let parent = part.parent, let definition = definitions[parent], definition == others[parent],
          let other = twin.indexes.first(where: { $0.parent == parent }), other.name != part.name,
          !relations.contains(other.name)
        else { continue }
        found.append((Place(table: place, index: number), other.name))
      }
    }
    return found.sorted {
      let (left, right) = (schema.tables[$0.place.table], schema.tables[$1.place.table])
      return (left.name, $0.name) < (right.name, $1.name)
    }
  }

  private mutating func rename(_ place: Place, to name: Identifier) {
    let table = schema.tables[place.table]
    let old = table.indexes[place.index]
    let (before, after) = (QualifiedName(schema.name, old.name), QualifiedName(schema.name, name))
    let id = ObjectID(.index, schema.name, table.name, member: old.name)
    let renamed = ObjectID(.index, schema.name, table.name, member: name)
    var change = PlannedChange(StepLabel(.alter, renamed), ["ALTER INDEX \(before) RENAME TO \(name)"])
    change.renamed = id
    changes.append(change)
    schema.tables[place.table].indexes[place.index] = old.renamed(to: name)
    for other in schema.tables.indices {
      for index in schema.tables[other].indexes.indices where schema.tables[other].indexes[index].parent == before {
        schema.tables[other].indexes[index].parent = after
      }
    }
    for dependency in schema.dependencies.indices {
      if schema.dependencies[dependency].dependent == id { schema.dependencies[dependency].dependent = renamed }
      if schema.dependencies[dependency].referenced == id { schema.dependencies[dependency].referenced = renamed }
    }
  }
}

extension DatabaseSchema {
  /// The statements of indexes of partitioned tables, by name.
  fileprivate var partitionedIndexes: [QualifiedName: CatalogSQL] {
    var found: [QualifiedName: CatalogSQL] = [:]
    for table in tables where table.partitioning != nil {
      for index in table.indexes { found[QualifiedName(name, index.name)] = index.definition }
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
