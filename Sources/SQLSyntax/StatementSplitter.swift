/// Cuts SQL text into its statements, whether or not each is valid.
package enum StatementSplitter {
  /// The byte range of each statement, in order, without the semicolon that ends it.
  ///
  /// - Shape: a range begins at the statement's first byte that is no white space, so a comment before a statement
  ///   belongs to it; stretches with nothing but comments and white space give none.
  /// - A semicolon inside quotes, dollar quotes, comments, parentheses or the `BEGIN ATOMIC … END` body of a routine
  ///   ends nothing, as in psql. Source: PostgreSQL manual, psql, "SQL statements"; CREATE FUNCTION, `sql_body`.
  package static func ranges(in sql: String) -> [Range<Int>] { ranges(in: Array(sql.utf8)) }

  /// The statements themselves, cut as `ranges(in:)` says.
  package static func statements(in sql: String) -> [String] {
    let bytes = Array(sql.utf8)
    return ranges(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var statement = Statement()
    for lexeme in Lexer(bytes) {
      let first = bytes[lexeme.range.lowerBound]
      if lexeme.kind == .punctuation, first == UInt8(ascii: ";"), statement.endsAtSemicolon {
        if let range = statement.range { ranges.append(range) }
        statement = Statement()
        continue
      }
      statement.take(lexeme, in: bytes)
    }
    if let range = statement.range { ranges.append(range) }
    return ranges
  }

  /// What has been read of the statement that is being cut.
  struct Statement {
    private var start: Int?
    private var end = 0
    private var hasContent = false
    private var parentheses = 0
    private var bodies = 0
    /// The leading words, enough to know `CREATE OR REPLACE FUNCTION`.
    private var leadingWords: [String] = []

    var range: Range<Int>? { hasContent ? start.map { $0..<end } : nil }
    var endsAtSemicolon: Bool { parentheses <= 0 && bodies == 0 }

    mutating func take(_ lexeme: Lexeme, in bytes: [UInt8]) {
      if start == nil { start = lexeme.range.lowerBound }
      end = lexeme.range.upperBound
      guard lexeme.kind != .comment else { return }
      hasContent = true
      switch (lexeme.kind, bytes[lexeme.range.lowerBound]) {
      case (.punctuation, UInt8(ascii: "(")): parentheses += 1
      case (.punctuation, UInt8(ascii: ")")): parentheses -= 1
      case (.word, _): takeWord(String(decoding: bytes[lexeme.range], as: UTF8.self).lowercased())
      default: break
      }
    }

    private mutating func takeWord(_ word: String) {
      if leadingWords.count < 4 { leadingWords.append(word) }
      guard definesRoutine, parentheses <= 0 else { return }
      switch word {
      case "begin": bodies += 1
      case "case" where bodies > 0: bodies += 1
      case "end" where bodies > 0: bodies -= 1
      default: break
      }
    }

    private var definesRoutine: Bool {
      guard leadingWords.first == "create" else { return false }
      let rest =
        leadingWords.dropFirst().starts(with: ["or", "replace"]) ? leadingWords.dropFirst(3) : leadingWords.dropFirst()
      return rest.first == "function" || rest.first == "procedure"
    }
  }
}
