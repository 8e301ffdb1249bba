import MigrationCore

/// Says in which objects a copy is not like its original.
enum SchemaComparison {
  /// The objects that differ, by name; column numbers, which dropped columns leave gaps in, aside.
  static func differences(_ original: DatabaseSchema, _ copy: DatabaseSchema) -> [String] {
    let left = ObjectTree(schema: original, source: .liveDatabase)
    let right = ObjectTree(schema: copy, source: .liveDatabase)
    return AlignedTree(current: left, desired: right).rows.compactMap { row in
      guard let id = row.id, row.change != .same else { return nil }
      if let before = row.current, let after = row.desired, isRewordedOnly(before.definition, after.definition) {
        return nil
      }
      return "\(id.kind.rawValue) \(id)"
    }
  }

  /// Whether two definitions differ only in how PostgreSQL words the cast of a whole array: a `varchar IN (…)` that was
  /// printed and loaded again casts each element instead.
  private static func isRewordedOnly(_ before: String, _ after: String) -> Bool {
    func eachElementCast(_ text: String) -> String {
      text.replacing(#/\(\(ARRAY\[([^\[\]]*)\]\)::text\[\]\)/#) { found in
        "(ARRAY[" + found.1.split(separator: ", ").map { "(\($0))::text" }.joined(separator: ", ") + "])"
      }
    }
    return eachElementCast(before).utf8.elementsEqual(eachElementCast(after).utf8)
  }
}
