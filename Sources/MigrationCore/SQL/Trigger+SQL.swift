extension Trigger {
  /// Nothing for a copy, which comes with the parent's trigger.
  func create() -> [SQLText] { isPartitionCopy ? [] : ["\(catalog: definition)"] }

  func attributes(on relation: QualifiedName) -> [SQLText] {
    let state: [SQLText]
    switch enabled {
    case .origin: state = isPartitionCopy ? ["ALTER TABLE \(relation) ENABLE TRIGGER \(name)"] : []
    case .disabled: state = ["ALTER TABLE \(relation) DISABLE TRIGGER \(name)"]
    case .replica: state = ["ALTER TABLE \(relation) ENABLE REPLICA TRIGGER \(name)"]
    case .always: state = ["ALTER TABLE \(relation) ENABLE ALWAYS TRIGGER \(name)"]
    }
    return state + MigrationCore.comment(on: "TRIGGER \(name) ON \(relation)", comment)
  }

  /// Everything that makes the trigger what it is.
  package func definition(on relation: QualifiedName) -> [SQLText] { create() + attributes(on: relation) }
}
