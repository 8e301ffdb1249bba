/// What a statement does to `standard_conforming_strings`, by which the text after it is read.
///
/// Source: PostgreSQL manual, "Version and Platform Compatibility", `standard_conforming_strings`.
struct StringSetting {
  /// Whether a backslash is a character like any other from here on; nil where the statement changes nothing about it.
  let standardStrings: Bool?

  init(_ statement: [UInt8]) {
    let lexemes = Lexer(statement).lazy.filter { $0.kind != .comment }.prefix(5)
    var rest = lexemes.map { lexeme -> String in
      let text = String(decoding: statement[lexeme.range], as: UTF8.self).lowercased()
      return String(text.filter { $0 != "'" && $0 != "\"" })
    }[...]
    let verb = rest.popFirst()
    if verb == "set", rest.first == "session" || rest.first == "local" { rest.removeFirst() }
    let isAll = rest.first == "all" && (verb == "reset" || verb == "discard")
    guard isAll || rest.popFirst() == "standard_conforming_strings" else {
      standardStrings = nil
      return
    }
    switch (verb, rest.dropFirst().first) {
    case ("reset", _), ("discard", _): standardStrings = true
    case ("set", let value?): standardStrings = !["off", "false", "no", "0"].contains(value)
    default: standardStrings = nil
    }
  }

  /// The text with every plain string as one with escapes; nil where there is nothing to escape.
  static func withEscapeStrings(_ text: [UInt8]) -> [UInt8]? {
    guard text.contains(UInt8(ascii: "\\")) else { return nil }
    var lexer = Lexer(text)
    lexer.hasStandardStrings = false
    var (escaped, position): ([UInt8], Int) = ([], 0)
    for lexeme in lexer where lexeme.kind == .string && text[lexeme.range.lowerBound] == UInt8(ascii: "'") {
      escaped += text[position..<lexeme.range.lowerBound] + [UInt8(ascii: "E")]
      position = lexeme.range.lowerBound
    }
    return position == 0 && escaped.isEmpty ? nil : escaped + text[position...]
  }
}
