extension CatalogSQL {
  /// A type as pgschema spells it: `varchar(20)`, `timestamptz`.
  ///
  /// `bpchar` stays: without a length it is another type than `character`, which means one character.
  var typeText: SQLText {
    if text.hasPrefix("bpchar") { return "\(catalog: self)" }
    // A regular expression costs more than all the rest of a column.
    if text.hasPrefix("time"),
      let match = text.wholeMatch(of: #/(time|timestamp)(\([0-9]\))? (with|without) time zone(\[\])?/#)
    {
      let zone = match.3 == "with" ? "tz" : ""
      return "\(catalog: CatalogSQL("\(match.1)\(zone)\(match.2 ?? "")\(match.4 ?? "")"))"
    }
    return "\(catalog: CatalogSQL(PgschemaTypeName.normalized(text)))"
  }

  /// A default as pgschema spells it: without the cast when it is a literal and nothing else.
  func defaultText(in schema: Identifier) -> SQLText {
    guard isLiteral else { return "\(catalog: self)" }
    return "\(catalog: CatalogSQL(PgschemaDefault.normalized(text, schema: schema.text)))"
  }

  /// Whether it is one quoted literal or NULL, with a cast or without.
  private var isLiteral: Bool {
    if text.hasPrefix("NULL::") { return !text.dropFirst(6).contains { "()'|".contains($0) } }
    guard text.hasPrefix("'") else { return false }
    var isInside = false
    for (index, byte) in text.utf8.enumerated() {
      if byte == UInt8(ascii: "'") {
        isInside.toggle()
      } else if !isInside, index > 0,
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "|")
      {
        let rest = String(decoding: Array(text.utf8)[index...], as: UTF8.self)
        // Types of several words, and modifiers.
        return rest.allSatisfy { $0.isLetter || $0.isNumber || " ()[],".contains($0) } && !rest.contains(" || ")
      }
    }
    return true
  }
}
