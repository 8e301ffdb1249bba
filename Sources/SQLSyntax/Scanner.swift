internal import CPgQuery
package import MigrationCore

/// Finds what is what in SQL text, for colouring.
package enum Scanner {
  /// The coloured stretches of `sql`, ascending, in UTF-8 byte offsets; white space and punctuation have none.
  ///
  /// Text that libpg_query's scanner refuses (an unterminated string, a NUL byte) is read by a tolerant lexer instead, so
  /// that broken DDL is coloured as far as it goes. Every text has an answer.
  package static func tokens(of sql: String) -> [SyntaxToken] { tokens(of: Array(sql.utf8)) }

  /// The same for bytes, which need not be UTF-8.
  package static func tokens(of bytes: [UInt8]) -> [SyntaxToken] {
    SyntaxColouring(bytes: bytes, words: scannedWords(bytes) ?? lexedWords(bytes)).tokens
  }

  /// What libpg_query's scanner makes of the text; nil when it refuses it.
  private static func scannedWords(_ bytes: [UInt8]) -> [ScannedWord]? {
    guard !bytes.contains(0), bytes.count < Int(Int32.max), String(validating: bytes, as: UTF8.self) != nil else {
      return nil
    }
    let result = (bytes + [0]).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { pg_query_scan($0.baseAddress) }
    }
    defer { pg_query_free_scan_result(result) }
    guard result.error == nil, let data = result.pbuf.data else { return nil }
    var wire = ProtobufReader(UnsafeRawBufferPointer(start: data, count: Int(result.pbuf.len)))
    return wire.scannedWords(textLength: bytes.count)
  }

  private static func lexedWords(_ bytes: [UInt8]) -> [ScannedWord] {
    Lexer(bytes).compactMap { lexeme in
      let kind: ScannedWord.Kind
      switch lexeme.kind {
      case .word:
        let isKeyword = Keywords.fallback.contains(String(decoding: bytes[lexeme.range], as: UTF8.self).lowercased())
        kind = isKeyword ? .keyword(.reserved) : .name
      case .quotedName: kind = .quotedName
      case .string: kind = .string
      case .number: kind = .number
      case .comment: kind = .comment
      case .operator: kind = .operator
      case .parameter: kind = .parameter
      case .punctuation: kind = bytes[lexeme.range.lowerBound] == UInt8(ascii: ".") ? .dot : .punctuation
      }
      return ScannedWord(range: lexeme.range, kind: kind)
    }
  }
}

/// A lexical unit with what the grammar knows of it.
struct ScannedWord: Hashable, Sendable {
  /// Source: PostgreSQL manual, appendix "SQL Key Words".
  enum KeywordKind: Hashable, Sendable {
    case unreserved, columnName, typeOrFunctionName, reserved
  }
  enum Kind: Hashable, Sendable {
    case keyword(KeywordKind)
    case name, quotedName, string, number, comment, `operator`, parameter, dot, punctuation
  }
  var range: Range<Int>
  var kind: Kind
}
