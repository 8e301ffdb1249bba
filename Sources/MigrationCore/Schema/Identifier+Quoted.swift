extension Identifier {
  /// The name as SQL reads it back, quoted only where it must be, as `quote_ident` does.
  ///
  /// Source: `quote_identifier` in PostgreSQL's ruleutils.c: every keyword but the unreserved ones is quoted.
  var quoted: String {
    isPlain(bytes) && !quotedKeywords.contains(text) ? text : "\"\(doubled(text, UInt8(ascii: "\"")))\""
  }
}

/// Whether it is lower-case letters, digits and underscores, and begins with no digit.
func isPlain(_ name: some Collection<UInt8>) -> Bool {
  guard let first = name.first, !isDigit(first) else { return false }
  return name.allSatisfy { byte in
    byte == UInt8(ascii: "_") || isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}

func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

/// The text with every `mark` twice.
func doubled(_ text: String, _ mark: UInt8) -> String {
  guard text.utf8.contains(mark) else { return text }
  var bytes: [UInt8] = []
  for byte in text.utf8 {
    if byte == mark { bytes.append(byte) }
    bytes.append(byte)
  }
  return String(decoding: bytes, as: UTF8.self)
}
