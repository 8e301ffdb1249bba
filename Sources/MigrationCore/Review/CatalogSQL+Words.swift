extension CatalogSQL {
  /// Whether the name stands in it as a word of its own; one in a string counts too.
  func mentions(_ name: Identifier) -> Bool {
    let text = Array(text.utf8)
    let word = name.bytes
    guard !word.isEmpty, text.count >= word.count else { return false }
    return (0...text.count - word.count).contains { start in
      text[start..<start + word.count].elementsEqual(word) && !(start > 0 && Self.isWordPart(text[start - 1]))
        && !(start + word.count < text.count && Self.isWordPart(text[start + word.count]))
    }
  }

  private static func isWordPart(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}
