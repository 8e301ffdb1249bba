/// How a dump is laid out as text, in one file or in many.
///
/// Source: pgschema's behaviour, section 9.
package struct DumpText: Sendable {
  private let dump: SchemaDump
  /// Whether names of the schema's own objects are written with it.
  private let qualifies: Bool
  /// Whether objects get a header.
  private let hasHeaders: Bool

  package init(_ dump: SchemaDump, qualifies: Bool = false, hasHeaders: Bool = true) {
    self.dump = dump
    self.qualifies = qualifies
    self.hasHeaders = hasHeaders
  }

  /// Everything in one text.
  ///
  /// - Parameters:
  ///   - server: the server's version as it says it, `18.6`.
  ///   - version: this program's.
  /// - Returns: the text, ending in an empty line.
  package func whole(server: String, version: String) -> String {
    var text = head(server: server, version: version)
    for (index, entry) in dump.entries.enumerated() {
      text += lines(of: entry, isFirst: index == 0)
      if index < dump.entries.count - 1 { text += "\n" }
    }
    return text + "\n" + notManaged
  }

  /// The main file, named `main`, and the files that it includes, by their paths.
  ///
  /// One file holds what belongs to one object; the main file includes them in an order in which psql can run them, so
  /// an object whose statements others come between has a second file.
  /// - Parameters:
  ///   - server: the server's version as it says it.
  ///   - version: this program's.
  /// - Returns: the main file's text, and path and text of every other, in the order of the main file.
  package func files(server: String, version: String) -> (main: String, parts: [(path: String, text: String)]) {
    var parts: [(path: String, text: String)] = []
    var pathOf: [String: String] = [:]
    var taken: Set<String> = []
    var last: String?
    for entry in dump.entries {
      let owner = "\(entry.folder.rawValue)/\(entry.file)"
      if owner == last {
        parts[parts.count - 1].text += "\n" + lines(of: entry, isFirst: false)
        continue
      }
      last = owner
      let stem = "\(entry.folder.rawValue)/\(Self.fileName(entry.file))"
      var path = "\(stem).sql"
      var number = 2
      while taken.contains(path) {
        path = "\(stem)_\(number).sql"
        number += 1
      }
      taken.insert(path)
      pathOf[owner] = path
      parts.append((path, lines(of: entry, isFirst: true)))
    }
    let includes = parts.map { "\\i \($0.path)\n" }.joined()
    return (head(server: server, version: version) + includes + notManaged, parts)
  }

  /// Lower case, and nothing but letters, digits, `_` and `-`.
  private static func fileName(_ name: String) -> String {
    var safe = name.unicodeScalars.map { scalar -> String in
      let isSafe = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return isSafe || scalar == "_" || scalar == "-" ? String(scalar).lowercased() : "_"
    }.joined()
    while safe.hasPrefix("_") { safe.removeFirst() }
    while safe.hasSuffix("_") { safe.removeLast() }
    return safe.isEmpty ? "object" : safe
  }

  private func head(server: String, version: String) -> String {
    let unchecked = dump.hasUncheckedBodies ? "SET check_function_bodies = off;\n\n" : ""
    return """
      --
      -- pgschema database dump
      --

      -- Dumped from database version PostgreSQL \(server)
      -- Dumped by countersign version \(version)


      \(unchecked)
      """
  }

  private func lines(of entry: DumpEntry, isFirst: Bool) -> String {
    let sql = entry.statement.text(leavingOut: qualifies ? nil : dump.schema) + ";\n"
    if entry.isComment || !hasHeaders { return (isFirst ? "" : "\n") + sql }
    let name = Self.onOneLine(entry.name)
    let schema = entry.scope == "-" && qualifies ? dump.schema.text : entry.scope
    return """
      --
      -- Name: \(name); Type: \(entry.type); Schema: \(schema); Owner: -
      --

      \(sql)
      """
  }

  /// A name with a line end in it must not end the comment that it stands in.
  private static func onOneLine(_ name: String) -> String {
    // By scalar: as characters, `\r\n` is neither of the two.
    String(String.UnicodeScalarView(name.unicodeScalars.map { $0 == "\r" || $0 == "\n" ? " " : $0 }))
  }

  /// What is in the schema and not in the dump, counted and named.
  private var notManaged: String {
    guard !dump.notManaged.isEmpty else { return "" }
    let lines = dump.notManaged.map { "--   \(Self.onOneLine("\($0.kind) \($0.name)"))" }.joined(separator: "\n")
    return "-- Not managed and not dumped: \(dump.notManaged.count)\n\(lines)\n"
  }
}
