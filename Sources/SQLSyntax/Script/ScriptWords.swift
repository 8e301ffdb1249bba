import MigrationCore

/// The words of a text, inside strings and comments, too: a name in `nextval('shop.numbers')` refers to something.
enum ScriptWords {
  static func all(in bytes: [UInt8]) -> Set<Identifier> {
    var words: Set<Identifier> = []
    var start: Int?
    for index in 0...bytes.count {
      if index < bytes.count, Lexer.isWordPart(bytes[index]) {
        start = start ?? index
      } else if let first = start {
        let word = bytes[first..<index]
        words.insert(Identifier(bytes: word))
        words.insert(Identifier(bytes: word.map(SQLName.folded)))
        start = nil
      }
    }
    for lexeme in Lexer(bytes) where lexeme.kind == .quotedName {
      if let name = SQLName.read(lexeme, in: bytes) { words.insert(name) }
    }
    return words
  }
}

/// A name as SQL spells it.
enum SQLName {
  /// What the server makes of an unquoted or quoted name; nil for what is none, and for `U&"…"`.
  static func read(_ lexeme: Lexeme, in bytes: [UInt8]) -> Identifier? {
    let text = bytes[lexeme.range]
    switch lexeme.kind {
    case .word: return Identifier(bytes: text.map(folded))
    case .quotedName:
      guard text.first == UInt8(ascii: "\""), text.count > 2, text.last == UInt8(ascii: "\"") else { return nil }
      return Identifier(bytes: undoubled(text.dropFirst().dropLast(), UInt8(ascii: "\"")))
    case .string, .number, .comment, .operator, .parameter, .punctuation: return nil
    }
  }

  /// The value of a plain string literal; nil for one with a prefix or dollar quotes.
  static func readLiteral(_ lexeme: Lexeme, in bytes: [UInt8]) -> StoredText? {
    let text = bytes[lexeme.range]
    guard lexeme.kind == .string, text.count >= 2, text.first == UInt8(ascii: "'"), text.last == UInt8(ascii: "'")
    else { return nil }
    return StoredText(
      String(decoding: undoubled(text.dropFirst().dropLast(), UInt8(ascii: "'")), as: UTF8.self))
  }

  /// A letter in small; those beyond ASCII stay, as in a UTF-8 database.
  static func folded(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  private static func undoubled(_ text: ArraySlice<UInt8>, _ quote: UInt8) -> [UInt8] {
    var result: [UInt8] = []
    var isSecond = false
    for byte in text {
      if byte == quote, !isSecond {
        isSecond = true
        continue
      }
      isSecond = false
      result.append(byte)
    }
    return result
  }
}
