import Glibc

/// `.env` in the working directory, read as pgschema reads it: it never overrides a variable that is set.
enum DotEnv {
  /// Sets what `.env` says.
  ///
  /// A file that is missing or unreadable says nothing.
  static func load() {
    guard let file = fopen(".env", "r") else { return }
    defer { fclose(file) }
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while content.count < 1 << 20 {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { break }
      content += chunk[0..<count]
    }
    for (name, value) in assignments(in: String(decoding: content, as: UTF8.self)) where isOurs(name) {
      setenv(name, value, 0)
    }
  }

  /// Whether `.env` may set a variable: those of libpq and pgschema.
  ///
  /// The file comes with the plan. With `LD_PRELOAD` it could run what it likes in `ssh-keygen`, and find every
  /// signature good.
  private static func isOurs(_ name: String) -> Bool { name.hasPrefix("PG") }

  /// The assignments of an `.env` text, in order: `NAME=value`, `export NAME=value`, quotes, `#` comments.
  static func assignments(in text: String) -> [(name: String, value: String)] {
    text.split(separator: "\n").compactMap { line in
      var rest = trimmed(line)
      if rest.hasPrefix("export ") { rest = trimmed(rest.dropFirst(7)) }
      guard !rest.hasPrefix("#"), let separator = rest.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return nil }
      let name = trimmed(rest[..<separator])
      guard !name.isEmpty, name.utf8.allSatisfy(isNameByte) else { return nil }
      return (String(name), value(trimmed(rest[rest.index(after: separator)...])))
    }
  }

  private static func value(_ text: Substring) -> String {
    guard let quote = text.first, quote == "\"" || quote == "'" else {
      return String(trimmed(text.prefix { $0 != "#" }))
    }
    let inside = text.dropFirst().prefix { $0 != quote }
    guard quote == "\"" else { return String(inside) }
    return inside.split(separator: "\\n", omittingEmptySubsequences: false).joined(separator: "\n")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
