extension LiveFacts {
  /// The sizes of what takes room: tables, materialized views, their indexes and the constraints that have one.
  ///
  /// Partitioned indexes take none of their own and are not in it.
  package func sizes(in schema: DatabaseSchema) -> [ObjectID: RelationSize] {
    var sizes: [ObjectID: RelationSize] = [:]
    func add(_ object: ObjectID, _ relation: Identifier) {
      guard let live = relations[QualifiedName(schema.name, relation)], live.takesRoom else { return }
      sizes[object] = live.size
    }
    for table in schema.tables {
      let owner = ObjectID(.table, schema.name, table.name)
      add(owner, table.name)
      for index in table.indexes { add(owner.member(.index, index.name), index.name) }
      for constraint in table.constraints where constraint.index != nil {
        add(owner.member(.constraint, constraint.name), constraint.name)
      }
    }
    for view in schema.views {
      guard let materialization = view.materialization else { continue }
      let owner = ObjectID(.materializedView, schema.name, view.name)
      add(owner, view.name)
      for index in materialization.indexes { add(owner.member(.index, index.name), index.name) }
    }
    return sizes
  }
}

extension LiveRelation {
  fileprivate var takesRoom: Bool {
    switch kind {
    case .table, .partitionedTable, .materializedView, .index: true
    case .view, .partitionedIndex, .sequence, .foreignTable, .compositeType: false
    }
  }
}
