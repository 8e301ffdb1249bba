extension Index {
  /// PostgreSQL's own statement, with IF NOT EXISTS and without the method that goes without saying, as pgschema has it.
  func dump(on relation: QualifiedName) -> SQLText {
    let begin = beginning(naming: name)
    let text = Array(definition.text.utf8)
    guard PgschemaBytes.has(begin.text, at: 0, in: text) else { return "\(catalog: definition)" }
    var rest = text[begin.text.utf8.count...]
    // The method follows the table, whose name PostgreSQL prints as it sees fit.
    let using = " USING btree ("
    if method == "btree", let place = PgschemaBytes.first(using, in: text, from: rest.startIndex) {
      rest = rest[..<place] + " (".utf8 + text[(place + using.utf8.count)...]
    }
    if let predicate, let place = Self.placeOfWhere(in: rest) {
      rest = rest[..<place] + " WHERE ".utf8 + PgschemaIndexPredicate.normalized(predicate.text).utf8
    }
    return "\(beginning("IF NOT EXISTS ", naming: name))\(catalog: CatalogSQL(PgschemaBytes.text(rest)))"
  }

  /// Where ` WHERE ` stands outside quotes and parentheses.
  private static func placeOfWhere(in text: ArraySlice<UInt8>) -> Int? {
    var depth = 0
    var quote: UInt8?
    for (index, byte) in zip(text.indices, text) {
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: " ") where depth == 0 && text[index...].starts(with: " WHERE ".utf8): return index
      default: break
      }
    }
    return nil
  }

  /// Whether a partition gets it with its parent's index, which is made before the partition.
  func comesWithParent(in schema: SchemaLookup) -> Bool { parent != nil && !parentIsTold(in: schema) }

  /// Whether its parent's index takes each part only when told to.
  func parentIsTold(in schema: SchemaLookup) -> Bool { parent.map(schema.isTold) ?? false }
}
