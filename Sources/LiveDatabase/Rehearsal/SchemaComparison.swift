import MigrationCore

/// Says in which objects a copy is not like its original.
enum SchemaComparison {
  /// The objects that differ, by name; column numbers, which dropped columns leave gaps in, aside.
  static func differences(_ original: DatabaseSchema, _ copy: DatabaseSchema) -> [String] {
    let left = ObjectTree(schema: original, source: .liveDatabase)
    let right = ObjectTree(schema: copy, source: .liveDatabase)
    return AlignedTree(current: left, desired: right).rows.compactMap { row in
      guard let id = row.id, row.change != .same else { return nil }
      return "\(id.kind.rawValue) \(id)"
    }
  }
}
