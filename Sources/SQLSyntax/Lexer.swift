/// What `Lexer` tells apart: as much of PostgreSQL's lexical structure as splitting and colouring need.
struct Lexeme: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case word, quotedName, string, number, comment, `operator`, parameter
    /// One of `( ) [ ] , ; . :` or a byte that has no place in SQL.
    case punctuation
  }
  var kind: Kind
  var range: Range<Int>
}

/// A lexer that accepts every byte sequence: what libpg_query's scanner refuses still gets its stretches.
///
/// Source: PostgreSQL manual, "Lexical Structure". What is not closed (a string, a comment, a quoted name) reaches to the
/// end of the text.
struct Lexer: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private(set) var position = 0
  /// False once `standard_conforming_strings` is off: a backslash in a plain string then escapes what follows.
  var hasStandardStrings = true

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Goes on behind what is no SQL.
  mutating func skip(to position: Int) { self.position = position }

  mutating func next() -> Lexeme? {
    while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    guard position < bytes.count else { return nil }
    let start = position
    let kind = takeLexeme()
    return Lexeme(kind: kind, range: start..<position)
  }

  private mutating func takeLexeme() -> Lexeme.Kind {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"):
      while position < bytes.count, !Self.isNewline(bytes[position]) { position += 1 }
      return .comment
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
      takeBlockComment()
      return .comment
    case UInt8(ascii: "'"):
      takeQuoted(by: byte, backslashEscapes: !hasStandardStrings)
      return .string
    case UInt8(ascii: "\""):
      takeQuoted(by: byte, backslashEscapes: false)
      return .quotedName
    case UInt8(ascii: "$"):
      return takeDollar()
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      takeNumber()
      return .number
    case UInt8(ascii: ".") where peek(1).map(Self.isDigit) ?? false:
      takeNumber()
      return .number
    case _ where Self.isWordStart(byte):
      return takeWord()
    case _ where Self.isOperator(byte):
      takeOperator()
      return .operator
    default:
      position += 1
      return .punctuation
    }
  }

  private func peek(_ distance: Int) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  /// Block comments nest.
  private mutating func takeBlockComment() {
    var depth = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        depth += 1
        position += 2
      } else if bytes[position] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        depth -= 1
        position += 2
        if depth == 0 { return }
      } else {
        position += 1
      }
    }
  }

  /// A doubled quote is part of the text.
  private mutating func takeQuoted(by quote: UInt8, backslashEscapes: Bool) {
    position += 1
    while position < bytes.count {
      if bytes[position] == quote {
        guard peek(1) == quote else {
          position += 1
          return
        }
        position += 2
      } else if backslashEscapes, bytes[position] == UInt8(ascii: "\\") {
        position = Swift.min(position + 2, bytes.count)
      } else {
        position += 1
      }
    }
  }

  /// `$1`, `$$ … $$`, `$tag$ … $tag$`, or a lone dollar sign.
  private mutating func takeDollar() -> Lexeme.Kind {
    if let next = peek(1), Self.isDigit(next) {
      position += 1
      while position < bytes.count, Self.isDigit(bytes[position]) { position += 1 }
      return .parameter
    }
    var end = position + 1
    while end < bytes.count, Self.isWordPart(bytes[end]), bytes[end] != UInt8(ascii: "$") { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "$") else {
      position += 1
      return .punctuation
    }
    let tag = bytes[position...end]
    position = end + 1
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "$"), bytes[position...].starts(with: tag) {
        position += tag.count
        return .string
      }
      position += 1
    }
    return .string
  }

  private mutating func takeNumber() {
    while let byte = peek(0) {
      let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      if isSign, position > 0, bytes[position - 1] | 0x20 == UInt8(ascii: "e"), peek(1).map(Self.isDigit) ?? false {
        position += 1
      } else if byte == UInt8(ascii: "."), peek(1) != UInt8(ascii: ".") {
        position += 1
      } else if Self.isWordPart(byte), byte != UInt8(ascii: "$") {
        position += 1
      } else {
        return
      }
    }
  }

  /// A word, or the string or quoted name that its prefix (`E'`, `B'`, `X'`, `N'`, `U&'`, `U&"`) begins.
  private mutating func takeWord() -> Lexeme.Kind {
    let first = bytes[position] | 0x20
    if peek(1) == UInt8(ascii: "'"),
      [UInt8(ascii: "e"), UInt8(ascii: "b"), UInt8(ascii: "x"), UInt8(ascii: "n")].contains(first)
    {
      position += 1
      takeQuoted(by: UInt8(ascii: "'"), backslashEscapes: first == UInt8(ascii: "e"))
      return .string
    }
    if first == UInt8(ascii: "u"), peek(1) == UInt8(ascii: "&"), let quote = peek(2) {
      if quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
        position += 2
        takeQuoted(by: quote, backslashEscapes: false)
        return quote == UInt8(ascii: "'") ? .string : .quotedName
      }
    }
    while position < bytes.count, Self.isWordPart(bytes[position]) { position += 1 }
    return .word
  }

  private mutating func takeOperator() {
    while let byte = peek(0), Self.isOperator(byte) {
      let startsComment =
        (byte == UInt8(ascii: "-") && peek(1) == UInt8(ascii: "-"))
        || (byte == UInt8(ascii: "/") && peek(1) == UInt8(ascii: "*"))
      if startsComment { return }
      position += 1
    }
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
  private static func isNewline(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  private static func isWordStart(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte >= 0x80
  }
  static func isWordPart(_ byte: UInt8) -> Bool {
    isWordStart(byte) || isDigit(byte) || byte == UInt8(ascii: "$")
  }
  private static func isOperator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "@"),
      UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "^"), UInt8(ascii: "&"), UInt8(ascii: "|"),
      UInt8(ascii: "`"), UInt8(ascii: "?"):
      true
    default: false
    }
  }
}
