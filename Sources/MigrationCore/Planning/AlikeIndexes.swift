extension DatabaseSchema {
  /// The same with partitioned indexes that `current` has in the order in which it has them, and those that are new
  /// after them: where a partition is attached, it is by their order there that its indexes become parts of them.
  func attachingIndexes(as current: DatabaseSchema) -> DatabaseSchema {
    let there = current.partitionedIndexRanks
    let ranks = partitionedIndexRanks
    guard !ranks.isEmpty else { return self }
    let last = there.values.compactMap(\.self).max() ?? 0
    var copy = self
    func put(_ index: inout Index, in schema: Identifier) {
      let whole = index.parent ?? QualifiedName(schema, index.name)
      guard let rank = ranks[whole] ?? nil else { return }
      index.rankAmongAlike = there.keys.contains(whole) ? (there[whole] ?? nil) ?? 0 : last + 1 + rank
    }
    for table in copy.tables.indices {
      for place in copy.tables[table].indexes.indices { put(&copy.tables[table].indexes[place], in: name) }
      for place in copy.tables[table].constraints.indices {
        guard var index = copy.tables[table].constraints[place].index else { continue }
        put(&index, in: name)
        copy.tables[table].constraints[place].index = index
      }
    }
    return copy
  }

  /// The rank of every partitioned index, behind a constraint or not.
  private var partitionedIndexRanks: [QualifiedName: Int?] {
    var ranks: [QualifiedName: Int?] = [:]
    for table in tables {
      for index in table.indexes + table.constraints.compactMap(\.index) where index.isPartitioned {
        ranks.updateValue(index.rankAmongAlike, forKey: QualifiedName(name, index.name))
      }
    }
    return ranks
  }
}
