/// Policy expressions as pgschema makes them comparable (rule N10).
package enum PgschemaPolicyExpression {
  package static func normalized(_ expression: String) -> String {
    var text = PgschemaBytes.singleSpaced(PgschemaBytes.trimmed(expression))
    if !(text.hasPrefix("(") && text.hasSuffix(")")) { text = "(\(text))" }
    return PgschemaTypeName.normalized(PgschemaBytes.rewriting(text, textCast))
  }

  /// Without the casts of literals that are compared, which the comparison makes by itself.
  static func withoutTextCasts(_ expression: String) -> String {
    PgschemaBytes.rewriting(expression) { bytes, start in
      guard start > 1, bytes[start - 1] == UInt8(ascii: " "), bytes[start - 2] == UInt8(ascii: "=") else { return nil }
      return textCast(bytes, start)
    }
  }

  /// `'x'::text` becomes `'x'`, unless the cast goes on as `::text[]` or `::texture`.
  static func textCast(_ bytes: [UInt8], _ start: Int) -> (end: Int, replacement: [UInt8])? {
    guard bytes[start] == UInt8(ascii: "'") else { return nil }
    let quote = PgschemaBytes.end(of: { $0 != UInt8(ascii: "'") }, from: start + 1, in: bytes)
    guard quote > start + 1, PgschemaBytes.has("'::text", at: quote, in: bytes) else { return nil }
    let end = quote + 7
    guard end == bytes.count || bytes[end] != UInt8(ascii: "[") && !PgschemaBytes.isWord(bytes[end]) else {
      return nil
    }
    return (end, Array(bytes[start...quote]))
  }
}

/// Defaults and constraints of domains as pgschema makes them comparable (rule N14).
package enum PgschemaDomain {
  package static func defaultValue(_ expression: String) -> String {
    PgschemaBytes.rewriting(expression, PgschemaPolicyExpression.textCast)
  }

  package static func constraint(_ definition: String, schema: String) -> String {
    let text = PgschemaBytes.rewriting(definition, upperCasedValue)
    guard text.hasPrefix("CHECK ("), text.hasSuffix(")") else { return text }
    var expression = PgschemaBytes.trimmed(String(text.dropFirst(7).dropLast()))
    if let inside = PgschemaBytes.unwrapped(expression) { expression = PgschemaBytes.trimmed(inside) }
    expression = PgschemaBytes.rewriting(expression) { bytes, start in
      guard PgschemaBytes.has("\(schema).", at: start, in: bytes),
        let end = PgschemaBytes.identifierEnd(from: start + schema.utf8.count + 1, in: bytes), end < bytes.count,
        bytes[end] == UInt8(ascii: "(")
      else { return nil }
      return (end + 1, Array(bytes[(start + schema.utf8.count + 1)...end]))
    }
    return "CHECK (\(defaultValue(expression)))"
  }

  private static func upperCasedValue(_ bytes: [UInt8], _ start: Int) -> (end: Int, replacement: [UInt8])? {
    guard let end = PgschemaWord.end(of: "value", at: start, in: bytes) else { return nil }
    return (end, Array("VALUE".utf8))
  }
}

/// Whole words in text.
enum PgschemaWord {
  /// The end of `word` when it stands at `start` with no word's letter before or after it.
  static func end(of word: String, at start: Int, in bytes: [UInt8]) -> Int? {
    let end = start + word.utf8.count
    guard PgschemaBytes.has(word, at: start, in: bytes), start == 0 || !PgschemaBytes.isWord(bytes[start - 1]),
      end == bytes.count || !PgschemaBytes.isWord(bytes[end])
    else { return nil }
    return end
  }
}
