/// The words of a routine's body.
enum SQLWords {
  /// Every run of letters, digits and underscores, in lower case, and every quoted name as it stands; each once.
  static func all(of text: String) -> [Identifier] {
    var words: Set<Identifier> = []
    var word: [UInt8] = []
    var quoted: [UInt8]?
    for byte in Array(text.utf8) + [UInt8(ascii: " ")] {
      if var name = quoted {
        if byte == UInt8(ascii: "\"") {
          words.insert(Identifier(bytes: name))
          quoted = nil
        } else {
          name.append(byte)
          quoted = name
        }
        continue
      }
      let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      let isLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      if isUpper || isLower || isDigit(byte) || byte == UInt8(ascii: "_") || byte >= 0x80 {
        word.append(isUpper ? byte + 32 : byte)
        continue
      }
      if !word.isEmpty { words.insert(Identifier(bytes: word)) }
      word = []
      if byte == UInt8(ascii: "\"") { quoted = [] }
    }
    return words.sorted()
  }
}
