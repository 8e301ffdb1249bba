import TOMLKit

extension Theme {
  /// Reads a theme file.
  ///
  /// Shape: a table `palette` of names for colours, in which `background` and `foreground` state what the theme was made
  /// for (`background = "default"`: for whatever the terminal has), and a table `styles` of roles: a colour, or a table of `fg`, `bg`, `bold`, `italic`, `underline`, `reverse`,
  /// `dim`. A role that is left out looks like `text`.
  ///
  /// - Parameters:
  ///   - toml: the bytes of the file.
  ///   - file: its name, for messages.
  /// - Throws: `ThemeError` with the line, for anything the format does not know.
  package init(toml: [UInt8], file: String) throws(ThemeError) {
    guard let text = String(validating: toml, as: UTF8.self) else {
      throw .syntax(file: file, line: 1, reason: "it is not UTF-8")
    }
    var reader = ThemeReader(file: file, lines: SourceLines(text))
    try reader.read(text)
    self.init(
      styles: reader.styles, background: (reader.palette["background"] ?? .rgb(RGB(0, 0, 0))).rgb,
      foreground: reader.palette["foreground"]?.rgb ?? RGB(0xE5, 0xE5, 0xE5))
  }
}

private struct ThemeReader {
  let file: String
  let lines: SourceLines
  var palette: [String: Color] = [:]
  var styles: [Role: Style] = [:]

  mutating func read(_ text: String) throws(ThemeError) {
    let root: TOMLTable
    do { root = try TOMLTable(string: text) } catch let error as TOMLParseError {
      throw .syntax(file: file, line: error.source.begin.line, reason: error.description)
    } catch { throw .syntax(file: file, line: 1, reason: "\(error)") }
    for key in lines.sorted(root.keys, in: "") where !["palette", "styles"].contains(key) {
      throw .unknownKey(
        key, in: "a theme", file: file, line: lines.line(of: key, in: ""), known: ["palette", "styles"])
    }
    try readPalette(root)
    try readStyles(root)
  }

  private mutating func readPalette(_ root: TOMLTable) throws(ThemeError) {
    guard let table = try table("palette", of: root) else { return }
    // Names in the palette are colours spelled out; they do not refer to each other.
    var colors: [String: Color] = [:]
    for key in lines.sorted(table.keys, in: "palette") {
      colors[key] = try color(table[key], line: lines.line(of: key, in: "palette"), key)
    }
    palette = colors
  }

  private mutating func readStyles(_ root: TOMLTable) throws(ThemeError) {
    guard let table = try table("styles", of: root) else { return }
    for key in lines.sorted(table.keys, in: "styles") {
      let line = lines.line(of: key, in: "styles")
      guard let role = Role(rawValue: key) else {
        throw .unknownKey(key, in: "[styles]", file: file, line: line, known: Role.allCases.map(\.rawValue))
      }
      styles[role] = try style(table[key], line: line, key)
    }
  }

  private func table(_ name: String, of root: TOMLTable) throws(ThemeError) -> TOMLTable? {
    guard let value = root[name] else { return nil }
    guard let table = value.table else {
      throw .wrongType(name, expected: "a table", file: file, line: lines.line(of: name, in: ""))
    }
    return table
  }

  private func style(_ value: (any TOMLValueConvertible)?, line: Int, _ role: String) throws(ThemeError) -> Style {
    guard let table = value?.table else { return Style(foreground: try color(value, line: line, role)) }
    let attributes: [(String, TextAttributes)] = [
      ("bold", .bold), ("italic", .italic), ("underline", .underline), ("reverse", .reverse), ("dim", .dim),
    ]
    var style = Style()
    for key in table.keys.sorted() {
      if key == "fg" {
        style.foreground = try color(table[key], line: line, key)
      } else if key == "bg" {
        style.background = try color(table[key], line: line, key)
      } else if let attribute = attributes.first(where: { $0.0 == key })?.1 {
        guard let isOn = table[key]?.bool else {
          throw .wrongType(key, expected: "true or false", file: file, line: line)
        }
        if isOn { style.attributes.insert(attribute) }
      } else {
        throw .unknownKey(key, in: "“\(role)”", file: file, line: line, known: ["fg", "bg"] + attributes.map(\.0))
      }
    }
    return style
  }

  private func color(_ value: (any TOMLValueConvertible)?, line: Int, _ key: String) throws(ThemeError) -> Color {
    if let number = value?.int {
      guard let index = UInt8(exactly: number) else { throw .unknownColor("\(number)", file: file, line: line) }
      return .indexed(index)
    }
    guard let name = value?.string else {
      throw .wrongType(key, expected: "a colour", file: file, line: line)
    }
    if let color = palette[name] { return color }
    if name == "default" { return .terminal }
    if let index = Self.names.firstIndex(of: name) { return .indexed(UInt8(index)) }
    guard let rgb = RGB(hexadecimal: name) else { throw .unknownColor(name, file: file, line: line) }
    return .rgb(rgb)
  }

  private static let names =
    ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    + ["bright-black", "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan"]
    + ["bright-white"]
}

/// Where keys stand in a TOML text; the parser does not say.
private struct SourceLines {
  private var found: [String: Int] = [:]

  init(_ text: String) {
    var section = ""
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = line.drop { $0 == " " || $0 == "\t" }
      if line.first == "[" {
        section = String(line.dropFirst().prefix { $0 != "]" })
        found["\u{0}\(section)"] = index + 1
      } else {
        let isQuoted = line.first == "\"" || line.first == "'"
        let key = isQuoted ? line.dropFirst().prefix { $0 != line.first } : line.prefix { !" =.\t".contains($0) }
        if !key.isEmpty, found["\(section)\u{0}\(key)"] == nil { found["\(section)\u{0}\(key)"] = index + 1 }
      }
    }
  }

  /// The line of `key` in `section`, counted from one; the first line when it was not seen.
  func line(of key: String, in section: String) -> Int {
    found["\(section)\u{0}\(key)"] ?? found["\u{0}\(section.isEmpty ? key : section)"] ?? 1
  }

  /// `keys` in the order in which they stand in the file.
  func sorted(_ keys: [String], in section: String) -> [String] {
    keys.sorted { (line(of: $0, in: section), $0) < (line(of: $1, in: section), $1) }
  }
}
