/// Reads the protobuf wire format as far as libpg_query's scan result needs it.
///
/// Source: `pg_query.proto`, messages `ScanResult` (tokens = 2) and `ScanToken` (start = 1, end = 2, token = 4,
/// keyword_kind = 5); protobuf's encoding guide.
struct ProtobufReader {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The tokens, in the order of the text; whatever lies outside the text or overlaps is left out.
  mutating func scannedWords(textLength: Int) -> [ScannedWord] {
    var words: [ScannedWord] = []
    var end = 0
    while position < bytes.count {
      let tag = varint()
      guard tag & 7 == 2 else {
        _ = varint()
        continue
      }
      let length = min(Int(truncatingIfNeeded: varint() & 0x7FFF_FFFF), bytes.count - position)
      let next = position + length
      if tag >> 3 == 2, let word = scannedWord(until: next), word.range.lowerBound >= end,
        word.range.upperBound <= textLength
      {
        words.append(word)
        end = word.range.upperBound
      }
      position = next
    }
    return words
  }

  private mutating func scannedWord(until limit: Int) -> ScannedWord? {
    var start = 0
    var end = 0
    var token = 0
    var keywordKind = 0
    while position < limit {
      let field = varint() >> 3
      let value = Int(truncatingIfNeeded: varint())
      switch field {
      case 1: start = value
      case 2: end = value
      case 4: token = value
      case 5: keywordKind = value
      default: break
      }
    }
    guard start >= 0, start < end else { return nil }
    return ScannedWord(range: start..<end, kind: Self.kind(token: token, keywordKind: keywordKind))
  }

  private static func kind(token: Int, keywordKind: Int) -> ScannedWord.Kind {
    switch keywordKind {
    case 1: return .keyword(.unreserved)
    case 2: return .keyword(.columnName)
    case 3: return .keyword(.typeOrFunctionName)
    case 4: return .keyword(.reserved)
    default: break
    }
    switch token {
    case 258, 259: return .name
    case 260, 266: return .number
    case 261...264: return .string
    case 267: return .parameter
    case 275, 276: return .comment
    case 46: return .dot
    case 40, 41, 44, 59, 91, 93: return .punctuation
    default: return .operator
    }
  }

  private mutating func varint() -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if shift < 64 { value |= UInt64(byte & 0x7F) << shift }
      shift += 7
      if byte & 0x80 == 0 { break }
    }
    return value
  }
}
