extension Index {
  /// PostgreSQL's own statement, with IF NOT EXISTS and without the method that goes without saying, as pgschema has it.
  func dump(on relation: QualifiedName) -> SQLText {
    let unique: SQLText = isUnique ? "UNIQUE " : ""
    let begin: SQLText = "CREATE \(unique)INDEX \(name) ON "
    guard definition.text.hasPrefix(begin.text) else { return "\(catalog: definition)" }
    var rest = definition.text.dropFirst(begin.text.count)
    // The method follows the table, whose name PostgreSQL prints as it sees fit.
    if method == "btree", let using = rest.firstRange(of: " USING btree (") {
      rest = rest[..<using.lowerBound] + " (" + rest[using.upperBound...]
    }
    if let predicate, let place = Self.placeOfWhere(in: rest) {
      rest = rest[..<place] + " WHERE " + PgschemaIndexPredicate.normalized(predicate.text)
    }
    return "CREATE \(unique)INDEX IF NOT EXISTS \(name) ON \(catalog: CatalogSQL(String(rest)))"
  }

  /// Where ` WHERE ` stands outside quotes and parentheses.
  private static func placeOfWhere(in text: Substring) -> Substring.Index? {
    var depth = 0
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == "(" {
        depth += 1
      } else if character == ")" {
        depth -= 1
      } else if depth == 0, text[index...].hasPrefix(" WHERE ") {
        return index
      }
    }
    return nil
  }

  /// Whether a partition gets it with its parent's index, which is made before the partition.
  func comesWithParent(in schema: DatabaseSchema) -> Bool { parent != nil && !parentIsIncomplete(in: schema) }

  /// Whether its parent's index is one that some partitions lack: that takes each part only when told to.
  func parentIsIncomplete(in schema: DatabaseSchema) -> Bool {
    guard let parent else { return false }
    return schema.tables.contains { table in
      table.indexes.contains { QualifiedName(schema.name, $0.name) == parent && !$0.isValid }
    }
  }
}
