/// Why a theme file cannot be used, where, and the way out.
package struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case syntax, unknownKey, unknownColor, wrongType
  }

  package let code: Code
  package let file: String
  /// Counted from one.
  package let line: Int
  package let message: String
  package let hint: String

  package var description: String { "\(file):\(line): \(message); \(hint)" }

  /// The file is not TOML, or not UTF-8.
  static func syntax(file: String, line: Int, reason: String) -> Self {
    Self(code: .syntax, file: file, line: line, message: "not a TOML file: \(reason)", hint: "correct this line")
  }

  /// A table, role or attribute that themes do not have.
  static func unknownKey(_ key: String, in place: String, file: String, line: Int, known: [String]) -> Self {
    Self(
      code: .unknownKey, file: file, line: line, message: "\(place) has no “\(key)”",
      hint: "it has \(known.joined(separator: ", ")); names with a dot need quotes")
  }

  /// A colour that is neither in the palette nor spelled out.
  static func unknownColor(_ color: String, file: String, line: Int) -> Self {
    Self(
      code: .unknownColor, file: file, line: line, message: "“\(color)” is not a colour",
      hint: "write a name of [palette], \"#rrggbb\", 0 to 255, \"default\", or an ANSI name such as \"bright-red\"")
  }

  /// A value of the wrong type.
  static func wrongType(_ key: String, expected: String, file: String, line: Int) -> Self {
    Self(
      code: .wrongType, file: file, line: line, message: "“\(key)” has a value of the wrong type",
      hint: "write \(expected)")
  }
}
