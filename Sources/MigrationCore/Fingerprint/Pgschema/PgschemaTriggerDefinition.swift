/// The parts that pgschema takes out of `pg_get_triggerdef`, and how it makes them comparable (rules N7 and N8).
package struct PgschemaTriggerDefinition {
  private let bytes: [UInt8]

  package init(_ definition: String) { bytes = Array(definition.utf8) }

  /// The call, from behind EXECUTE FUNCTION to the first semicolon.
  package var function: String? {
    for opening in ["EXECUTE FUNCTION ", "EXECUTE PROCEDURE "] {
      if let range = bytes.firstRange(of: Array(opening.utf8)) {
        return PgschemaBytes.trimmed(
          PgschemaBytes.text(bytes[range.upperBound...].prefix { $0 != UInt8(ascii: ";") }))
      }
    }
    return nil
  }

  /// With its parentheses.
  package var condition: String? {
    guard let when = bytes.firstRange(of: "WHEN (".utf8),
      let end = PgschemaBytes.closing(of: when.upperBound - 1, in: bytes)
    else { return nil }
    return PgschemaBytes.text(bytes[(when.upperBound - 1)...end])
  }

  package var updateColumns: [String] {
    guard let opening = bytes.firstRange(of: "UPDATE OF ".utf8) else { return [] }
    let rest = bytes[opening.upperBound...]
    guard let end = rest.firstRange(of: " ON ".utf8) else { return [] }
    var list = rest[..<end.lowerBound]
    for event in [" OR INSERT", " OR UPDATE", " OR DELETE", " OR TRUNCATE"] {
      if let other = list.firstRange(of: Array(event.utf8)) { list = list[..<other.lowerBound] }
    }
    return list.split(separator: UInt8(ascii: ",")).map { PgschemaBytes.trimmed(PgschemaBytes.text($0)) }
  }

  /// One space between words and behind commas, none inside parentheses, the trigger's own schema left out.
  package static func function(_ call: String, schema: String) -> String {
    let single = PgschemaBytes.singleSpaced(PgschemaBytes.trimmed(call))
    var result: [UInt8] = []
    for byte in single.utf8 {
      switch byte {
      case UInt8(ascii: " ") where result.last == UInt8(ascii: "(") || result.last == UInt8(ascii: " "): break
      case UInt8(ascii: ")") where result.last == UInt8(ascii: " "):
        result.removeLast()
        result.append(byte)
      case UInt8(ascii: ","):
        if result.last == UInt8(ascii: " ") { result.removeLast() }
        result += ", ".utf8
      default: result.append(byte)
      }
    }
    let own = Array("\(schema).".utf8)
    return PgschemaBytes.text(result.starts(with: own) ? Array(result.dropFirst(own.count)) : result)
  }

  package static func normalizedCondition(_ condition: String) -> String {
    var text = PgschemaBytes.singleSpaced(PgschemaBytes.trimmed(condition))
    for (word, upper) in [("new", "NEW"), ("old", "OLD")] {
      text = PgschemaBytes.rewriting(text) { bytes, start in
        PgschemaWord.end(of: word, at: start, in: bytes).map { ($0, Array(upper.utf8)) }
      }
    }
    return PgschemaBytes.rewriting(text, negatedDistinct)
  }

  /// `NOT (x IS DISTINCT FROM y)` becomes `x IS NOT DISTINCT FROM y`, by the shortest match.
  private static func negatedDistinct(_ bytes: [UInt8], _ start: Int) -> (end: Int, replacement: [UInt8])? {
    guard PgschemaBytes.has("NOT (", at: start, in: bytes) else { return nil }
    let left = start + 5
    guard left + 1 < bytes.count,
      let middle = bytes[(left + 1)...].firstRange(of: " IS DISTINCT FROM ".utf8),
      middle.upperBound + 1 <= bytes.count,
      let close = bytes[middle.upperBound...].dropFirst().firstIndex(of: UInt8(ascii: ")"))
    else { return nil }
    return (
      close + 1,
      bytes[left..<middle.lowerBound] + Array(" IS NOT DISTINCT FROM ".utf8) + bytes[middle.upperBound..<close]
    )
  }
}
