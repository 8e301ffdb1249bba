extension ReviewContext {
  /// A publication that sends UPDATE or DELETE of the target's table; nil when there is none.
  func publicationOfChanges(to table: QualifiedName) -> Identifier? {
    relation(table)?.publications.first { live?.publications[$0]?.publishesChanges ?? true }
  }

  /// Whether the table has something that identifies its rows for replication when the step's group commits.
  func hasIdentity(_ table: QualifiedName, afterGroupOf step: ReviewedStep) -> Bool {
    var identity = self.table(table)?.replicaIdentity ?? .primaryKey
    var hasKey = step.isNew(table) ? false : !targetKey(of: table).isEmpty
    let known = Array(steps(naming: table)) + droppedIndexes(of: table, identity)
    for earlier in known.sorted(by: { $0.id < $1.id }) where earlier.id.group <= step.id.group {
      for action in earlier.facts.actions {
        switch action {
        case .createTable(let created) where created.name == table: hasKey = created.hasPrimaryKey
        case .alterTable(table, .setReplicaIdentity(let new)): identity = new
        case .alterTable(table, .dropConstraint(let name, _)):
          if isPrimaryKey(name, of: table) { hasKey = false }
          if identity == .index(name) { identity = .nothing }
        case .alterTable(table, .dropColumn(let column, _)):
          if targetKey(of: table).contains(column) { hasKey = false }
        case .alterTable(table, .addConstraint(let added)): if added.kind == .primaryKey { hasKey = true }
        case .alterTable(table, .addColumn(let column)):
          if column.constraints.contains(where: { $0.kind == .primaryKey }) { hasKey = true }
        case .drop(let object) where object.kind == .index && object.name.schema == table.schema:
          if identity == .index(object.name.name) { identity = .nothing }
        default: continue
        }
      }
    }
    switch identity {
    case .primaryKey: return hasKey
    case .full, .index: return true
    case .nothing: return false
    }
  }

  /// The steps that name the index of the replica identity, which do not name the table.
  private func droppedIndexes(of table: QualifiedName, _ identity: Table.ReplicaIdentity) -> [ReviewedStep] {
    guard case .index(let name) = identity else { return [] }
    return Array(steps(naming: QualifiedName(table.schema, name)))
  }
}
