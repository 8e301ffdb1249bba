/// View definitions without the schema's own name (rule N11).
package enum PgschemaQualifier {
  /// Takes `schema.` away before identifiers outside literals; only the unquoted form is known.
  package static func removed(from definition: String, schema: String) -> String {
    let bytes = Array(definition.utf8)
    let own = Array("\(schema).".utf8)
    guard bytes.firstRange(of: own) != nil else { return definition }
    var result: [UInt8] = []
    var isQuoted = false
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "'") { isQuoted.toggle() }
      if !isQuoted, bytes[index...].starts(with: own), result.last.map(PgschemaBytes.isWord) != true || index == 0,
        let end = identifierEnd(from: index + own.count, in: bytes)
      {
        result += quoted(Array(bytes[(index + own.count)..<end]))
        index = end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return PgschemaBytes.text(result)
  }

  /// Where a plain or quoted identifier ends.
  private static func identifierEnd(from start: Int, in bytes: [UInt8]) -> Int? {
    guard start < bytes.count else { return nil }
    guard bytes[start] == UInt8(ascii: "\"") else { return PgschemaBytes.identifierEnd(from: start, in: bytes) }
    return bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "\"")).map { $0 + 1 }
  }

  private static func quoted(_ name: [UInt8]) -> [UInt8] {
    guard name.first != UInt8(ascii: "\""),
      PgschemaReservedWords.all.contains(PgschemaBytes.text(name).lowercased())
        || name.contains(where: { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
    else { return name }
    return [UInt8(ascii: "\"")] + name + [UInt8(ascii: "\"")]
  }
}

/// The words that pgschema quotes; neither PostgreSQL's list nor a part of it.
enum PgschemaReservedWords {
  static let all = Set(
    """
    all analyse analyze and any array as asc asymmetric authorization between bigint binary by boolean both case cast \
    char character check collate collation column concurrently constraint create cross current_catalog current_date \
    current_role current_schema current_time current_timestamp current_user default deferrable delete desc distinct do \
    else end except exists false fetch filter for foreign freeze from full grant group having ilike in initially inner \
    insert intersect into is isnull join lateral leading left like limit localtime localtimestamp natural not notnull \
    null of offset on only or order outer overlaps placing primary references returning right select session_user \
    similar some symmetric system_user table tablesample then to trailing true union update unique user using variadic \
    verbose when where window with within
    """.split(separator: " ").map(String.init))
}
