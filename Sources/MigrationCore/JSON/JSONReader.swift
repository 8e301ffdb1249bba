/// Reads JSON (RFC 8259) so that there is one way to read it.
///
/// What RFC 8259 leaves to the reader is refused: a key twice in one object (compared as bytes), a lone surrogate, a
/// byte order mark, text after the value. So are U+0000, which no text of PostgreSQL can hold and which would end the
/// SQL early on its way through C, and depth or size beyond the limits. A signature can rest on what was read.
package struct JSONReader {
  /// 64 MiB.
  package static let maximumBytes = 64 << 20
  package static let maximumDepth = 64

  private let bytes: [UInt8]
  private let maximumDepth: Int
  private var offset = 0

  /// Reads the one value that `bytes` hold.
  ///
  /// - Throws: ``JSONError`` with the byte offset of what is wrong.
  package static func read(
    _ bytes: [UInt8], maximumBytes: Int = Self.maximumBytes, maximumDepth: Int = Self.maximumDepth
  ) throws(JSONError) -> JSONValue {
    guard bytes.count <= maximumBytes else { throw .tooLarge(bytes: bytes.count, limit: maximumBytes) }
    var reader = Self(bytes: bytes, maximumDepth: maximumDepth)
    reader.skipSpace()
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.offset == bytes.count else { throw reader.malformed("text after the end of the document") }
    return value
  }

  private init(bytes: [UInt8], maximumDepth: Int) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  private func malformed(_ problem: String, at place: Int? = nil) -> JSONError {
    .malformed(problem, at: place ?? offset, of: bytes)
  }

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
  }

  private mutating func skip(_ expected: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: expected) else { return false }
    offset += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard let byte = next else { throw malformed("the document ends too early") }
    switch byte {
    case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try elements(depth: depth + 1))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw malformed("a value was expected")
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    guard bytes[offset...].starts(with: word.utf8) else { throw malformed("a value was expected") }
    offset += word.utf8.count
    return value
  }

  private mutating func members(depth: Int) throws(JSONError) -> [JSONMember] {
    try enter(depth)
    if skip("}") { return [] }
    var members: [JSONMember] = []
    // Swift's String would take two spellings of `é` for one key.
    var keys: Set<[UInt8]> = []
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw malformed("a key in double quotes was expected") }
      let start = offset
      let key = try string()
      guard keys.insert(Array(key.utf8)).inserted else { throw malformed("a key that was there before", at: start) }
      skipSpace()
      guard skip(":") else { throw malformed("':' was expected") }
      skipSpace()
      members.append(JSONMember(key, try value(depth: depth)))
      skipSpace()
    } while skip(",")
    guard skip("}") else { throw malformed("',' or '}' was expected") }
    return members
  }

  private mutating func elements(depth: Int) throws(JSONError) -> [JSONValue] {
    try enter(depth)
    if skip("]") { return [] }
    var elements: [JSONValue] = []
    repeat {
      skipSpace()
      elements.append(try value(depth: depth))
      skipSpace()
    } while skip(",")
    guard skip("]") else { throw malformed("',' or ']' was expected") }
    return elements
  }

  /// Steps over the bracket; the limit on depth is what keeps the recursion off the end of the stack.
  private mutating func enter(_ depth: Int) throws(JSONError) {
    guard depth <= maximumDepth else { throw malformed("more than \(maximumDepth) levels of nesting") }
    offset += 1
    skipSpace()
  }

  private mutating func number() throws(JSONError) -> String {
    let start = offset
    _ = skip("-")
    if !skip("0") { try digits() }
    if skip(".") { try digits() }
    if skip("e") || skip("E") {
      if !skip("+") { _ = skip("-") }
      try digits()
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func digits() throws(JSONError) {
    let start = offset
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    guard offset > start else { throw malformed("a digit was expected") }
  }

  private mutating func string() throws(JSONError) -> String {
    offset += 1
    let start = offset
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else { throw invalidUTF8(from: start) }
        offset += 1
        return string
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw malformed("a control character in a string")
      default:
        text.append(byte)
        offset += 1
      }
    }
    throw malformed("the document ends inside a string")
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    let start = offset
    offset += 1
    guard let byte = next else { throw malformed("the document ends inside a string") }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar(from: start)).utf8)
    default: throw malformed("an unknown escape", at: start)
    }
  }

  /// The character of `\uXXXX`, or of the two that make a surrogate pair.
  private mutating func scalar(from start: Int) throws(JSONError) -> Character {
    let first = try hexadecimal(from: start)
    guard first != 0 else { throw malformed("the character U+0000", at: start) }
    if let scalar = Unicode.Scalar(first) { return Character(scalar) }
    guard first < 0xDC00, skip("\\"), skip("u") else { throw malformed("half of a surrogate pair", at: start) }
    let second = try hexadecimal(from: start)
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw malformed("half of a surrogate pair", at: start) }
    return Character(scalar)
  }

  private mutating func hexadecimal(from start: Int) throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw malformed("four hexadecimal digits were expected", at: start)
      }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }

  /// The string up to here is not UTF-8: finds the first byte that is not.
  private func invalidUTF8(from start: Int) -> JSONError {
    var length = 0
    var decoder = UTF8()
    var input = bytes[start..<offset].makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&input) { length += UTF8.width(scalar) }
    return malformed("a byte that is not UTF-8", at: start + length)
  }
}
