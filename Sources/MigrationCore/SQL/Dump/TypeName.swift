extension CatalogSQL {
  /// A type as pgschema spells it: `varchar(20)`, `timestamptz`.
  ///
  /// `bpchar` stays: without a length it is another type than `character`, which means one character.
  var typeText: SQLText {
    if text.hasPrefix("bpchar") { return "\(catalog: self)" }
    if let time = timeText { return "\(catalog: CatalogSQL(time))" }
    return "\(catalog: CatalogSQL(PgschemaTypeName.normalized(text)))"
  }

  /// The short name of a type of times: `timestamptz(3)[]`; nil for another type.
  private var timeText: String? {
    var rest = Array(text.utf8)[...]
    func take(_ word: String) -> Bool {
      guard rest.starts(with: word.utf8) else { return false }
      rest = rest.dropFirst(word.utf8.count)
      return true
    }
    guard take("time") else { return nil }
    var name = take("stamp") ? "timestamp" : "time"
    let modifier = rest.prefix { $0 != UInt8(ascii: " ") }
    guard modifier.isEmpty || modifier.first == UInt8(ascii: "(") else { return nil }
    rest = rest.dropFirst(modifier.count)
    let hasZone = take(" with time zone")
    guard hasZone || take(" without time zone") else { return nil }
    let brackets = rest
    guard brackets.isEmpty || take("[]"), rest.isEmpty else { return nil }
    if hasZone { name += "tz" }
    return name + PgschemaBytes.text(modifier + brackets)
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
        let rest = String(decoding: text.utf8.dropFirst(index), as: UTF8.self)
        // Types of several words, and modifiers.
        return rest.allSatisfy { $0.isLetter || $0.isNumber || " ()[],".contains($0) } && !rest.contains(" || ")
      }
    }
    return true
  }
}
