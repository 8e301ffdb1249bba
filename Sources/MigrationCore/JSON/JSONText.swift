/// JSON text as it grows, spelled byte for byte as Go's `encoding/json` does, because pgschema hashes and writes that.
///
/// Whoever writes a document names its keys in order; nothing here sorts, indents or decides.
package struct JSONText: Hashable, Sendable {
  /// Whether `<`, `>` and `&` are escaped.
  package enum Flavour: Hashable, Sendable {
    /// They are: the text that pgschema's fingerprint hashes.
    case fingerprint
    /// They are not: plan.json and everything else that we write.
    case document
  }

  package let flavour: Flavour
  /// UTF-8.
  package private(set) var bytes: [UInt8] = []

  package init(_ flavour: Flavour) { self.flavour = flavour }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Appends punctuation, digits or white space as it stands.
  package mutating func append(raw: StaticString) {
    raw.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  package mutating func append(_ number: some BinaryInteger) { bytes.append(contentsOf: String(number).utf8) }

  package mutating func append(_ flag: Bool) { append(raw: flag ? "true" : "false") }

  package mutating func append(_ text: String) { append(utf8: text.utf8) }

  /// Appends a string: quotes around it, escapes within.
  ///
  /// `"` and `\` get a backslash; `\n \r \t \b \f` keep their short form, other bytes below 0x20 become `\u00xx`;
  /// U+2028 and U+2029 become `\u2028` and `\u2029`; each byte that is not UTF-8 becomes `\ufffd`; the rest is raw.
  package mutating func append(utf8 string: some Sequence<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    var decoder = UTF8Decoder(string)
    while let scalar = decoder.next() { append(scalar) }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func append(_ scalar: UTF8Decoder.Scalar) {
    switch scalar {
    case .invalid: append(raw: "\\ufffd")
    case .ascii(UInt8(ascii: "\"")): append(raw: "\\\"")
    case .ascii(UInt8(ascii: "\\")): append(raw: "\\\\")
    case .ascii(UInt8(ascii: "\n")): append(raw: "\\n")
    case .ascii(UInt8(ascii: "\r")): append(raw: "\\r")
    case .ascii(UInt8(ascii: "\t")): append(raw: "\\t")
    case .ascii(0x08): append(raw: "\\b")
    case .ascii(0x0C): append(raw: "\\f")
    case .ascii(let byte) where byte < 0x20 || flavour == .fingerprint && Self.escapedInHTML.contains(byte):
      append(raw: "\\u00")
      bytes.append(Hexadecimal.digit(byte >> 4))
      bytes.append(Hexadecimal.digit(byte & 0x0F))
    case .ascii(let byte): bytes.append(byte)
    case .wide(0x2028, _): append(raw: "\\u2028")
    case .wide(0x2029, _): append(raw: "\\u2029")
    case .wide(_, let encoded): bytes.append(contentsOf: encoded)
    }
  }

  private static let escapedInHTML: [UInt8] = [UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&")]
}

/// Cuts bytes into Unicode scalars as Go does: one broken byte is one `invalid`.
private struct UTF8Decoder {
  enum Scalar {
    case ascii(UInt8)
    case wide(UInt32, ArraySlice<UInt8>)
    case invalid
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: some Sequence<UInt8>) { rest = Array(bytes)[...] }

  mutating func next() -> Scalar? {
    guard let lead = rest.first else { return nil }
    if lead < 0x80 {
      rest.removeFirst()
      return .ascii(lead)
    }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard let scalar = Self.scalar(rest.prefix(length), length: length) else {
      rest.removeFirst()
      return .invalid
    }
    defer { rest.removeFirst(length) }
    return .wide(scalar, rest.prefix(length))
  }

  private static func scalar(_ bytes: ArraySlice<UInt8>, length: Int) -> UInt32? {
    guard bytes.count == length, let lead = bytes.first, (0xC2...0xF4).contains(lead) else { return nil }
    var value = UInt32(lead) & (0xFF >> UInt32(length + 1))
    for byte in bytes.dropFirst() {
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    return value >= smallest && Unicode.Scalar(value) != nil ? value : nil
  }
}
