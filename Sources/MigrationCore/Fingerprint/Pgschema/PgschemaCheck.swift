/// CHECK constraints as pgschema makes them comparable (rule N5).
package enum PgschemaCheck {
  /// Makes `CHECK (…)` of what `pg_get_constraintdef` printed.
  package static func normalized(_ definition: String) -> String {
    "CHECK (\(simplified(expression(of: definition))))"
  }

  /// Whether the constraint says nothing but `column IS NOT NULL`.
  package static func isNotNullOnly(_ definition: String) -> Bool {
    var text = PgschemaBytes.trimmed(definition)
    if text.utf8.starts(with: "CHECK ".utf8) { text = PgschemaBytes.trimmed(String(text.dropFirst(6))) }
    while let inside = PgschemaBytes.unwrapped(text) { text = PgschemaBytes.trimmed(inside) }
    guard text.hasSuffix(" IS NOT NULL") else { return false }
    return !text.dropLast(12).utf8.contains(UInt8(ascii: " "))
  }

  private static func expression(of definition: String) -> String {
    var text = PgschemaBytes.trimmed(definition)
    for suffix in [" NO INHERIT", " NOT VALID"] where text.hasSuffix(suffix) {
      text = PgschemaBytes.trimmed(String(text.dropLast(suffix.count)))
    }
    if text.utf8.starts(with: "CHECK ".utf8) { text = PgschemaBytes.trimmed(String(text.dropFirst(6))) }
    return PgschemaBytes.unwrapped(text).map(PgschemaBytes.trimmed) ?? text
  }

  private static func simplified(_ expression: String) -> String {
    var text = expression
    while true {
      let next = PgschemaBytes.rewriting(text, wrappedIdentifier)
      if next == text { break }
      text = next
    }
    text = PgschemaBytes.rewriting(text, doubleCast)
    if PgschemaBytes.contains(text, "= ANY (ARRAY[") { return PgschemaAnyArray.asIn(text) }
    guard PgschemaBytes.count(of: " ~~ ", in: text) == 1 else { return text }
    let bytes = Array(text.utf8)
    guard let like = bytes.firstRange(of: " ~~ ".utf8) else { return text }
    // All that follows the pattern's cast gets lost here, on every database alike.
    let pattern = Array(PgschemaBytes.trimmed(PgschemaBytes.text(bytes[like.upperBound...])).utf8)
    let end = pattern.firstRange(of: "::".utf8)?.lowerBound ?? pattern.count
    return PgschemaBytes.trimmed(PgschemaBytes.text(bytes[..<like.lowerBound])) + " LIKE "
      + PgschemaBytes.text(pattern[..<end])
  }

  /// `(name)::` becomes `name::`.
  private static func wrappedIdentifier(_ bytes: [UInt8], _ start: Int) -> (end: Int, replacement: [UInt8])? {
    guard bytes[start] == UInt8(ascii: "("), let end = PgschemaBytes.identifierEnd(from: start + 1, in: bytes),
      PgschemaBytes.has(")::", at: end, in: bytes)
    else { return nil }
    return (end + 3, bytes[(start + 1)..<end] + Array("::".utf8))
  }

  /// `::character varying::text` loses its second half.
  private static func doubleCast(_ bytes: [UInt8], _ start: Int) -> (end: Int, replacement: [UInt8])? {
    for first in ["::character varying", "::varchar"] where PgschemaBytes.has(first + "::text", at: start, in: bytes) {
      let end = start + first.utf8.count + 6
      if end == bytes.count || !PgschemaBytes.isWord(bytes[end]) { return (end, Array(first.utf8)) }
    }
    return nil
  }
}

/// `= ANY (ARRAY[…])` written as `IN (…)` (rule N4): the first one in a text.
enum PgschemaAnyArray {
  static func asIn(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let operation = " = ANY ("
    guard let start = PgschemaBytes.first(operation, in: bytes) else { return text }
    var array = start + operation.utf8.count
    let isWrapped = array < bytes.count && bytes[array] == UInt8(ascii: "(")
    if isWrapped { array += 1 }
    guard PgschemaBytes.has("ARRAY[", at: array, in: bytes),
      let end = PgschemaBytes.closing(of: array + 5, in: bytes),
      var close = bytes[end...].firstIndex(of: UInt8(ascii: ")"))
    else { return text }
    if isWrapped {
      guard let second = bytes[(close + 1)...].firstIndex(of: UInt8(ascii: ")")) else { return text }
      close = second
    }
    let values = bytes[(array + 6)..<end].split(separator: Array(", ".utf8), omittingEmptySubsequences: false)
      .map { value(PgschemaBytes.trimmed(PgschemaBytes.text($0))) }
    return PgschemaBytes.text(bytes[..<start]) + " IN (" + values.joined(separator: ", ") + ")"
      + PgschemaBytes.text(bytes[(close + 1)...])
  }

  /// `('x'::character varying)::text` becomes `'x'::character varying`.
  private static func value(_ value: String) -> String {
    for type in ["character varying", "varchar"] {
      let end = "::\(type))::text"
      if value.hasPrefix("("), value.hasSuffix(end) {
        return String(value.dropFirst().dropLast(end.count)) + "::\(type)"
      }
    }
    return PgschemaBytes.replacing(value, "::character varying::text", with: "::character varying")
  }
}

/// Predicates of partial indexes as pgschema makes them comparable (rule N6).
package enum PgschemaIndexPredicate {
  package static func normalized(_ predicate: String) -> String {
    let trimmed = PgschemaBytes.trimmed(predicate)
    let text = PgschemaAnyArray.asIn(PgschemaBytes.unwrapped(trimmed) ?? trimmed)
    return standsAlone(Array(text.utf8)) ? text : "(\(text))"
  }

  /// Whether pgschema puts no parentheses around the text.
  private static func standsAlone(_ bytes: [UInt8]) -> Bool {
    if PgschemaBytes.first(" IN (", in: bytes) != nil { return true }
    guard bytes.last == UInt8(ascii: ")") else { return false }
    if bytes.first == UInt8(ascii: "(") { return true }
    guard let name = PgschemaBytes.identifierEnd(from: 0, in: bytes), name < bytes.count else { return false }
    if bytes[name] == UInt8(ascii: "(") { return true }
    let sign = PgschemaBytes.end(of: PgschemaBytes.isSpace, from: name, in: bytes)
    let afterSign = PgschemaBytes.end(of: { "<>=!".utf8.contains($0) }, from: sign, in: bytes)
    let operand = PgschemaBytes.end(of: PgschemaBytes.isSpace, from: afterSign, in: bytes)
    return afterSign > sign && operand < bytes.count && bytes[operand] == UInt8(ascii: "(")
  }
}
