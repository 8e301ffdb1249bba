/// A line of a canonical text (``CatalogHash/text``) with what is indented below it.
struct CanonicalBlock: Hashable {
  /// What is said before the first value: `table`, `partition bound`.
  var key: String
  var values: [String]
  var children: [CanonicalBlock] = []

  /// The line without its indentation, values plain: `column email`.
  var title: String {
    ([key] + values.filter { !$0.isEmpty }).joined(separator: " ")
  }

  /// The values in a line, with what is below them.
  var summary: String {
    let own = values.joined(separator: " ")
    guard !children.isEmpty else { return own }
    let below = children.map { $0.children.isEmpty ? $0.title : "\($0.title) (\($0.summaryBelow))" }
    return (own.isEmpty ? [] : [own]).joined() + (own.isEmpty ? "" : ": ") + below.joined(separator: ", ")
  }

  private var summaryBelow: String { children.map(\.title).joined(separator: ", ") }

  /// The first value of the property `key` below; nil when it is not there.
  func property(_ key: String) -> String? { children.first { $0.key == key }?.values.first }

  /// Whether it names the same thing, whatever is below.
  func names(_ other: Self) -> Bool {
    key.utf8.elementsEqual(other.key.utf8) && values.map { Array($0.utf8) } == other.values.map { Array($0.utf8) }
  }

  /// Reads the lines of a canonical text that differ from those of another; blocks that both have are left out.
  ///
  /// - Returns: the blocks of depth 0 that only `text` has, in order.
  static func blocks(of text: [UInt8], without other: [UInt8]) -> [Self] {
    let known = Set(pieces(of: other))
    return pieces(of: text).filter { !known.contains($0) }.compactMap { read($0) }
  }

  /// The text cut before each line that is not indented.
  private static func pieces(of text: [UInt8]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = text.startIndex
    for line in text.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: " ") {
      if line.startIndex > start { pieces.append(text[start..<line.startIndex]) }
      start = line.startIndex
    }
    if start < text.endIndex { pieces.append(text[start...]) }
    return pieces
  }

  private static func read(_ piece: ArraySlice<UInt8>) -> Self? {
    // The way from the block of depth 0 to the last line.
    var open: [Self] = []
    func close(_ open: inout [Self], to depth: Int) {
      while open.count > max(depth, 1) {
        let last = open.removeLast()
        open[open.count - 1].children.append(last)
      }
    }
    for line in piece.split(separator: UInt8(ascii: "\n")) {
      let depth = line.prefix { $0 == UInt8(ascii: " ") }.count / 2
      close(&open, to: depth)
      open.append(block(line.dropFirst(2 * depth)))
    }
    close(&open, to: 1)
    return open.first
  }

  /// Key words, then strings and numbers as JSON, a space between.
  private static func block(_ line: ArraySlice<UInt8>) -> Self {
    var words: [String] = []
    var values: [String] = []
    var rest = line
    while let first = rest.first {
      if first == UInt8(ascii: " ") {
        rest = rest.dropFirst()
        continue
      }
      var end = rest.startIndex
      if first == UInt8(ascii: "\"") {
        end = rest.index(after: end)
        while end < rest.endIndex, rest[end] != UInt8(ascii: "\"") { end += rest[end] == UInt8(ascii: "\\") ? 2 : 1 }
        end = min(end + 1, rest.endIndex)
        if case .string(let text)? = try? JSONReader.read(Array(rest[..<end])) { values.append(text) }
      } else {
        end = rest.firstIndex(of: UInt8(ascii: " ")) ?? rest.endIndex
        let word = String(decoding: rest[..<end], as: UTF8.self)
        // Words behind a value, and numbers, are values.
        if !values.isEmpty || isDigit(first) || first == UInt8(ascii: "-") {
          values.append(word)
        } else {
          words.append(word)
        }
      }
      rest = rest[end...]
    }
    return Self(key: words.joined(separator: " "), values: values)
  }
}
