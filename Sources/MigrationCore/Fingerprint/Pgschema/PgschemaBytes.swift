/// What pgschema's normalisation does to text, byte by byte: Go's string functions and simple patterns.
enum PgschemaBytes {
  static func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }

  /// Without white space, as Unicode sees it, at both ends.
  static func trimmed(_ text: String) -> String {
    // Nearly every text begins and ends with a printed ASCII character.
    let printed = UInt8(ascii: "!")...UInt8(ascii: "~")
    if let first = text.utf8.first, let last = text.utf8.last, printed.contains(first), printed.contains(last) {
      return text
    }
    let start = text.unicodeScalars.drop { $0.properties.isWhitespace }
    return String(Substring.UnicodeScalarView(trimmedAtEnd(start)))
  }

  static func trimmedAtEnd(_ text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
    guard let last = text.lastIndex(where: { !$0.properties.isWhitespace }) else { return text[..<text.startIndex] }
    return text[...last]
  }

  /// `[A-Za-z0-9_]`.
  static func isWord(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// `[A-Za-z_]`.
  static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// A regular expression's `\s`.
  static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(byte) }

  /// Every run of white space as one space.
  static func singleSpaced(_ text: String) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      if !isSpace(byte) {
        result.append(byte)
      } else if result.last != UInt8(ascii: " ") {
        result.append(UInt8(ascii: " "))
      }
    }
    return Self.text(result)
  }

  static func replacing(_ text: String, _ old: String, with new: String) -> String {
    let bytes = Array(text.utf8)
    guard var place = first(old, in: bytes) else { return text }
    var result: [UInt8] = []
    var start = 0
    while true {
      result += bytes[start..<place]
      result += new.utf8
      start = place + old.utf8.count
      guard let next = first(old, in: bytes, from: start) else { break }
      place = next
    }
    return Self.text(result + bytes[start...])
  }

  static func contains(_ text: String, _ part: String) -> Bool { first(part, in: Array(text.utf8)) != nil }

  /// How often the part stands in the text, one behind the other.
  static func count(of part: String, in text: String) -> Int {
    let bytes = Array(text.utf8)
    var count = 0
    var start = 0
    while let place = first(part, in: bytes, from: start) {
      count += 1
      start = place + part.utf8.count
    }
    return count
  }

  /// Where a part, which is not empty, stands first from `start` on.
  static func first(_ part: String, in bytes: [UInt8], from start: Int = 0) -> Int? {
    let part = Array(part.utf8)
    guard let initial = part.first, bytes.count - start >= part.count else { return nil }
    for place in start...bytes.count - part.count where bytes[place] == initial {
      var length = 1
      while length < part.count, bytes[place + length] == part[length] { length += 1 }
      if length == part.count { return place }
    }
    return nil
  }

  /// Where the parenthesis or bracket that opens at `open` is closed; quoted literals count as one piece.
  static func closing(of open: Int, in bytes: [UInt8]) -> Int? {
    let opening = bytes[open]
    let closing = opening == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "]")
    var depth = 0
    var isQuoted = false
    for index in open..<bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "'"): isQuoted.toggle()
      case opening where !isQuoted: depth += 1
      case closing where !isQuoted:
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }

  /// The text within the one pair of parentheses that is around all of it; nil when there is none.
  static func unwrapped(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.first == UInt8(ascii: "("), closing(of: 0, in: bytes) == bytes.count - 1 else { return nil }
    return Self.text(bytes.dropFirst().dropLast())
  }

  /// Goes through the text once: where `match` finds something, its replacement stands for what it covers.
  static func rewriting(_ text: String, _ match: ([UInt8], Int) -> (end: Int, replacement: [UInt8])?) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if let (end, replacement) = match(bytes, index), end > index {
        result += replacement
        index = end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return Self.text(result)
  }

  static func has(_ word: String, at index: Int, in bytes: [UInt8]) -> Bool {
    index <= bytes.count && bytes[index...].starts(with: word.utf8)
  }

  /// The end of the longest run of bytes from `index` on that satisfy `belongs`.
  static func end(of belongs: (UInt8) -> Bool, from index: Int, in bytes: [UInt8]) -> Int {
    bytes[index...].firstIndex { !belongs($0) } ?? bytes.count
  }

  /// The end of the identifier `[A-Za-z_][A-Za-z0-9_]*` that starts at `index`; nil when there is none.
  static func identifierEnd(from index: Int, in bytes: [UInt8]) -> Int? {
    guard index < bytes.count, isLetter(bytes[index]) else { return nil }
    return end(of: isWord, from: index, in: bytes)
  }

  /// The end of the quoted literal that starts at `index`, doubled quotes within; nil when there is none.
  static func literalEnd(from index: Int, in bytes: [UInt8]) -> Int? {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "'") else { return nil }
    var position = index + 1
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "'") {
        guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "'") else { return position + 1 }
        position += 1
      }
      position += 1
    }
    return nil
  }
}
