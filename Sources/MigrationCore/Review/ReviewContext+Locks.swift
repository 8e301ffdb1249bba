extension ReviewContext {
  /// What a step locks at least so strongly, of what is there before the plan; the strongest first.
  func locks(of step: ReviewedStep, atLeast mode: LockMode) -> [RelationLock] {
    impact(of: step).locks.filter { $0.mode >= mode }
  }

  /// Those of tables and materialized views: locks that stop who reads or writes rows.
  func tableLocks(of step: ReviewedStep, atLeast mode: LockMode) -> [RelationLock] {
    locks(of: step, atLeast: mode).filter { isTable($0.relation, at: step) }
  }

  /// Tables whose users a step stops at once: partitions stand for themselves only where their parent is not locked.
  func stoppedTables(by step: ReviewedStep, atLeast mode: LockMode) -> [QualifiedName] {
    let names = tableLocks(of: step, atLeast: mode).map(\.relation)
    return names.filter { name in relation(name)?.partitionOf.map { !names.contains($0) } ?? true }
  }

  /// Without a database, what the statement does not call an index, a view or a sequence.
  private func isTable(_ name: QualifiedName, at step: ReviewedStep) -> Bool {
    guard let kind = relation(name)?.kind else { return !step.facts.otherRelations.contains(name) }
    switch kind {
    case .table, .partitionedTable, .materializedView, .foreignTable: return true
    case .view, .index, .partitionedIndex, .sequence, .compositeType: return false
    }
  }

  /// `a (12.1M rows, 3.2 GB), b (…)`, three at most.
  func listed(_ tables: [QualifiedName]) -> String {
    let shown = tables.prefix(3).map { described($0) }.joined(separator: ", ")
    return tables.count > 3 ? "\(shown) and \(tables.count - 3) more" : shown
  }
}

extension StatementFacts {
  /// Indexes, views and sequences that it names as such.
  fileprivate var otherRelations: Set<QualifiedName> {
    var names: Set<QualifiedName> = []
    for action in actions {
      if let name = action.createdRelation { names.insert(name) }
      if case .drop(let object) = action, [.index, .view, .sequence].contains(object.kind) {
        names.insert(object.name)
      }
      if case .alterIndex(let name) = action { names.insert(name) }
      if case .attachIndex(_, to: let name) = action { names.insert(name) }
      if case .reindex(.index(let name), _) = action { names.insert(name) }
      if case .alterView(let name) = action { names.insert(name) }
      if case .alterSequence(let name, _) = action { names.insert(name) }
    }
    return names
  }
}

extension StatementAction {
  /// `CREATE INDEX CONCURRENTLY` and what else waits for every older transaction before it goes on.
  var waitsForOldSnapshots: String? {
    if case .createIndex(let index) = self, index.isConcurrent { return "CREATE INDEX CONCURRENTLY" }
    if case .drop(let object) = self, object.kind == .index, object.isConcurrent { return "DROP INDEX CONCURRENTLY" }
    if case .reindex(_, isConcurrent: true) = self { return "REINDEX CONCURRENTLY" }
    if case .alterTable(_, .detachPartition(_, isConcurrent: true)) = self { return "DETACH PARTITION CONCURRENTLY" }
    return nil
  }
}
