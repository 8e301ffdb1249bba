/// Finding typed text in names and lines, upper and lower case alike.
enum TextMatch {
  /// The places of the scalars of `text` that `pattern` meets, in order but with gaps; nil when one is missing.
  static func fuzzy(_ pattern: String, in text: String) -> [Int]? {
    let scalars = lowered(text)
    let wanted = lowered(pattern)
    if let start = first(wanted, in: scalars) { return Array(start..<(start + wanted.count)) }
    var places: [Int] = []
    var at = 0
    for scalar in wanted {
      guard let found = scalars[at...].firstIndex(of: scalar) else { return nil }
      places.append(found)
      at = found + 1
    }
    return places
  }

  /// Says of many names whether ``fuzzy(_:in:)`` finds `pattern` in them, without making anything for each.
  static func fuzzyTest(_ pattern: String) -> (String) -> Bool {
    let wanted = pattern.utf8.map(lowered)
    // A byte of ASCII is never part of another character; others have to be compared whole.
    guard wanted.allSatisfy({ $0 < 0x80 }) else { return { fuzzy(pattern, in: $0) != nil } }
    return { text in
      var text = text
      return text.withUTF8 { bytes in
        var next = 0
        for byte in bytes where next < wanted.count && lowered(byte) == wanted[next] { next += 1 }
        return next == wanted.count
      }
    }
  }

  /// Where a search goes.
  struct Match: Hashable {
    var index: Int
    /// Counted from one.
    var number: Int
    var count: Int

    /// `3 of 14`.
    var words: String { "\(number) of \(count)" }
  }

  /// The `times`th next text with `pattern` in it, going round at the end; nil without any.
  static func next(
    _ pattern: String, in texts: [String], from here: Int, forward: Bool, includingHere: Bool, times: Int = 1
  ) -> Match? {
    let wanted = pattern.utf8.map(lowered)
    let matches = texts.indices.filter { contains(wanted, in: texts[$0]) }
    guard !matches.isEmpty else { return nil }
    let count = matches.count
    let number: Int
    if forward {
      let first = matches.firstIndex { includingHere ? $0 >= here : $0 > here } ?? count
      number = (first + times - 1) % count
    } else {
      let last = matches.lastIndex { $0 < here } ?? -1
      number = ((last - times + 1) % count + count) % count
    }
    return Match(index: matches[number], number: number + 1, count: count)
  }

  /// Whether `text` has `pattern` in it.
  static func contains(_ pattern: String, in text: String) -> Bool { contains(pattern.utf8.map(lowered), in: text) }

  /// The same for bytes in lower case: a search goes through every name of a schema with each letter that is typed.
  private static func contains(_ wanted: [UInt8], in text: String) -> Bool {
    guard let first = wanted.first else { return false }
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count >= wanted.count else { return false }
      for start in 0...(bytes.count - wanted.count) where lowered(bytes[start]) == first {
        if (1..<wanted.count).allSatisfy({ lowered(bytes[start + $0]) == wanted[$0] }) { return true }
      }
      return false
    }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }

  private static func lowered(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.map { (0x41...0x5A).contains($0.value) ? Unicode.Scalar(UInt8($0.value) + 0x20) : $0 }
  }

  private static func first(_ pattern: [Unicode.Scalar], in text: [Unicode.Scalar]) -> Int? {
    guard !pattern.isEmpty, pattern.count <= text.count else { return nil }
    return (0...(text.count - pattern.count)).first { text[$0..<($0 + pattern.count)].elementsEqual(pattern) }
  }
}
