internal import MigrationCore

/// From the scanner's words to what they are to the eye.
///
/// PostgreSQL's unreserved keywords (`name`, `type`, `status` …) are names more often than not. Where the text writes
/// its reserved keywords in capitals, as pgschema and `pg_get_viewdef` do, an unreserved one in small letters is a name.
struct SyntaxColouring {
  let bytes: [UInt8]
  let words: [ScannedWord]

  var tokens: [SyntaxToken] {
    let capitals = writesKeywordsInCapitals
    return words.indices.compactMap { index in
      role(at: index, capitals: capitals).map { SyntaxToken(words[index].range, $0) }
    }
  }

  private var writesKeywordsInCapitals: Bool {
    words.contains { word in
      guard word.kind == .keyword(.reserved) else { return false }
      return bytes[word.range].allSatisfy { !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    }
  }

  private func role(at index: Int, capitals: Bool) -> SyntaxRole? {
    let word = words[index]
    switch word.kind {
    case .keyword(let kind): return keywordRole(kind, at: index, capitals: capitals)
    case .name: return isTypeName(at: index) ? .type : .name
    case .quotedName: return .name
    case .string: return .string
    case .number: return .number
    case .comment: return .comment
    case .operator: return .operator
    case .parameter: return .parameter
    case .dot, .punctuation: return nil
    }
  }

  private func keywordRole(_ kind: ScannedWord.KeywordKind, at index: Int, capitals: Bool) -> SyntaxRole {
    if isQualified(at: index) { return isTypeName(at: index) ? .type : .name }
    if isTypeName(at: index) { return .type }
    let range = words[index].range
    let isSmall = bytes[range].contains { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    switch kind {
    case .unreserved: return capitals && isSmall ? .name : .keyword
    case .columnName, .typeOrFunctionName, .reserved: return .keyword
    }
  }

  private func isQualified(at index: Int) -> Bool {
    (index > 0 && words[index - 1].kind == .dot) || (index + 1 < words.count && words[index + 1].kind == .dot)
  }

  /// Whether the word names a built-in type; after a dot only when the schema is `pg_catalog`.
  private func isTypeName(at index: Int) -> Bool {
    let range = words[index].range
    guard range.count <= Keywords.longestType else { return false }
    guard Keywords.types.contains(String(decoding: bytes[range], as: UTF8.self).lowercased()) else { return false }
    guard isQualified(at: index) else { return true }
    guard index >= 2, words[index - 1].kind == .dot else { return false }
    return bytes[words[index - 2].range].elementsEqual("pg_catalog".utf8)
  }
}
