/// In which line of a TOML text a key is: what TOMLKit knows only of texts that it cannot read.
///
/// The text has to be TOML. Of keys inside inline tables and arrays only the outermost is known.
struct TOMLLines {
  private var lines: [[String]: Int] = [:]

  init(_ text: String) {
    var scanner = Scanner(text)
    var table: [String] = []
    var counts: [[String]: Int] = [:]
    while let line = scanner.nextLine() {
      if scanner.skip("[[") {
        table = scanner.key()
        counts[table, default: 0] += 1
        table.append("\((counts[table] ?? 1) - 1)")
        note(table, line)
        scanner.skipLine()
      } else if scanner.skip("[") {
        table = scanner.key()
        note(table, line)
        scanner.skipLine()
      } else {
        note(table + scanner.key(), line)
        scanner.skipValue()
      }
    }
  }

  private mutating func note(_ path: [String], _ line: Int) {
    for length in 1...max(1, path.count) where lines[Array(path.prefix(length))] == nil {
      lines[Array(path.prefix(length))] = line
    }
  }

  /// The line of a key, from 1, or of the nearest that it is in; elements of an array of tables go by their number.
  func line(of path: [String]) -> Int? {
    var path = path
    while !path.isEmpty {
      if let line = lines[path] { return line }
      path.removeLast()
    }
    return nil
  }
}

/// Walks over a TOML text that is known to be one.
private struct Scanner {
  private let bytes: [UInt8]
  private var place = 0
  private var line = 1

  init(_ text: String) { bytes = Array(text.utf8) }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func advance() {
    if next == UInt8(ascii: "\n") { line += 1 }
    place += 1
  }

  /// Goes to the next line that says something, and returns its number.
  mutating func nextLine() -> Int? {
    while let byte = next {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): advance()
      case UInt8(ascii: "#"): skipLine()
      default: return line
      }
    }
    return nil
  }

  mutating func skipLine() {
    while let byte = next, byte != UInt8(ascii: "\n") { advance() }
  }

  mutating func skip(_ word: String) -> Bool {
    guard bytes[place...].starts(with: word.utf8) else { return false }
    place += word.utf8.count
    return true
  }

  /// A dotted key, up to what is no part of it.
  mutating func key() -> [String] {
    var parts: [String] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): parts.append(string())
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "."): advance()
      case UInt8(ascii: "="), UInt8(ascii: "]"), UInt8(ascii: "\n"): return parts
      default:
        let start = place
        while let byte = next, !" \t.=]\n".utf8.contains(byte) { advance() }
        parts.append(String(decoding: bytes[start..<place], as: UTF8.self))
      }
    }
    return parts
  }

  /// A string of one line or several; of its text the escapes are left as they are.
  private mutating func string() -> String {
    guard let quote = next else { return "" }
    let mark = String(decoding: [quote, quote, quote], as: UTF8.self)
    let isLong = skip(mark)
    if !isLong { advance() }
    let start = place
    while let byte = next {
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { advance() }
      let end = place
      if isLong ? skip(mark) : byte == quote {
        if !isLong { advance() }
        // A long string may end with quotes of its own.
        while isLong, next == quote { advance() }
        return String(decoding: bytes[start..<end], as: UTF8.self)
      }
      advance()
    }
    return ""
  }

  /// Everything up to the end of the value that comes now.
  mutating func skipValue() {
    var depth = 0
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = string()
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        advance()
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        advance()
      case UInt8(ascii: "\n") where depth <= 0: return
      default: advance()
      }
    }
  }
}
