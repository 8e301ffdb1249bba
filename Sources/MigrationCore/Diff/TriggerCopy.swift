extension DatabaseSchema {
  /// The trigger of a table above a partition that the partition's own is a copy of, and that table.
  func original(of trigger: Trigger, on partition: Table) -> (trigger: Trigger, table: Table)? {
    var below = tables.first { $0.name == partition.name }
    while let parent = below?.partition?.parent, parent.schema == name {
      below = tables.first { $0.name == parent.name }
      if let table = below, let found = table.triggers.first(where: { $0.name == trigger.name }) {
        return (found, table)
      }
    }
    return nil
  }
}
