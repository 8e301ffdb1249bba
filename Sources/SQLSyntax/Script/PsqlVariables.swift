/// psql's variables in a text: `:name`, `:'name'`, `:"name"`, `:{?name}`.
///
/// Source: PostgreSQL manual, psql, "SQL Interpolation".
struct PsqlVariables {
  /// One place where psql puts a value in.
  struct Use: Hashable {
    /// How the value is written: as it is, as a string constant, as a name; or TRUE where there is one, and else FALSE.
    enum Quoting: Hashable { case none, literal, identifier, existence }
    var name: String
    var quoting: Quoting
    var range: Range<Int>
  }

  private let bytes: [UInt8]
  private(set) var uses: [Use] = []

  var isEmpty: Bool { uses.isEmpty }

  /// A colon is a variable's where none stands before it and the name follows at once.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard bytes.contains(UInt8(ascii: ":")) else { return }
    var colon: Int?
    for lexeme in Lexer(bytes) {
      if let colon, colon + 1 == lexeme.range.lowerBound, let use = use(lexeme, behind: colon) { uses.append(use) }
      let isColon = lexeme.kind == .punctuation && bytes[lexeme.range.lowerBound] == UInt8(ascii: ":")
      let isSecond = isColon && colon == lexeme.range.lowerBound - 1
      colon = isColon && !isSecond ? lexeme.range.lowerBound : nil
    }
  }

  private func use(_ lexeme: Lexeme, behind colon: Int) -> Use? {
    let text = bytes[lexeme.range]
    if text.first == UInt8(ascii: "{") { return question(behind: colon) }
    let quoting: Use.Quoting
    let name: ArraySlice<UInt8>
    switch (lexeme.kind, text.first) {
    case (.word, _): (quoting, name) = (.none, text)
    case (.string, UInt8(ascii: "'")): (quoting, name) = (.literal, text.dropFirst().dropLast())
    case (.quotedName, UInt8(ascii: "\"")): (quoting, name) = (.identifier, text.dropFirst().dropLast())
    default: return nil
    }
    guard !name.isEmpty, name.allSatisfy({ Lexer.isWordPart($0) && $0 != UInt8(ascii: "$") }) else { return nil }
    return Use(
      name: String(decoding: name, as: UTF8.self), quoting: quoting, range: colon..<lexeme.range.upperBound)
  }

  /// `:{?name}`.
  private func question(behind colon: Int) -> Use? {
    let body = bytes[(colon + 1)...]
    guard body.starts(with: Array("{?".utf8)) else { return nil }
    let name = body.dropFirst(2).prefix { Lexer.isWordPart($0) && $0 != UInt8(ascii: "$") }
    guard !name.isEmpty, name.endIndex < bytes.endIndex, bytes[name.endIndex] == UInt8(ascii: "}") else { return nil }
    return Use(
      name: String(decoding: name, as: UTF8.self), quoting: .existence, range: colon..<(name.endIndex + 1))
  }

  /// The text with other words where `value` gives some.
  func replaced(by value: (Use) -> String?) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for use in uses {
      guard let value = value(use) else { continue }
      result += bytes[position..<use.range.lowerBound] + Array(value.utf8)
      position = use.range.upperBound
    }
    return result + bytes[position...]
  }

  /// What stands for a value that is not known: a name or a string that says whose it is, `":schema"`.
  static func placeholder(_ use: Use) -> String {
    switch use.quoting {
    case .none, .identifier: "\":\(use.name)\""
    case .literal: "':\(use.name)'"
    case .existence: "FALSE"
    }
  }

  /// A value as psql puts it in.
  static func written(_ value: String, _ quoting: Use.Quoting) -> String {
    func doubled(_ quote: Character) -> String {
      value.map { $0 == quote ? "\(quote)\(quote)" : String($0) }.joined()
    }
    switch quoting {
    case .none: return value
    case .literal: return (value.contains("\\") ? " E'" : "'") + escaped(doubled("'")) + "'"
    case .identifier: return "\"\(doubled("\""))\""
    case .existence: return "TRUE"
    }
  }

  private static func escaped(_ text: String) -> String {
    text.map { $0 == "\\" ? "\\\\" : String($0) }.joined()
  }
}

extension PsqlVariables {
  /// The variable's name and value of what follows `\set`; nil without a name, the value nil where only psql could tell.
  ///
  /// All words behind the name together are the value. Source: PostgreSQL manual, psql, "Meta-Commands".
  static func setting(_ arguments: Substring, with variables: [String: String]) -> (name: String, value: String?)? {
    var words: [String?] = []
    var rest = arguments.drop(while: \.isWhitespace)
    while !rest.isEmpty {
      var word: String? = ""
      while let next = rest.first, !next.isWhitespace {
        let part = part(of: &rest, with: variables)
        word = word.flatMap { word in part.map { word + $0 } }
      }
      words.append(word)
      rest = rest.drop(while: \.isWhitespace)
    }
    guard let first = words.first, let name = first else { return nil }
    let values = words.dropFirst().compactMap { $0 }
    return (name, values.count == words.count - 1 ? values.joined() : nil)
  }

  /// The next quoted part, variable or character of an argument; nil for what a program's output or an unknown variable
  /// is.
  private static func part(of rest: inout Substring, with variables: [String: String]) -> String? {
    let first = rest.removeFirst()
    switch first {
    case "'": return quoted(&rest)
    case "`":
      rest = rest.drop { $0 != "`" }.dropFirst()
      return nil
    case ":":
      if rest.hasPrefix("{?"), let end = rest.firstIndex(of: "}") {
        let name = rest[..<end].dropFirst(2)
        rest = rest[end...].dropFirst()
        // One that no file sets may be set for psql itself.
        return variables[String(name)].map { written($0, .existence) }
      }
      let quote = rest.first.flatMap { $0 == "'" || $0 == "\"" ? $0 : nil }
      let body = quote == nil ? rest : rest.dropFirst()
      let name = body.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      let behind = body.dropFirst(name.count)
      guard !name.isEmpty, quote == nil || behind.first == quote else { return ":" }
      rest = quote == nil ? behind : behind.dropFirst()
      return variables[String(name)].map { written($0, quote == "'" ? .literal : quote == nil ? .none : .identifier) }
    default: return String(first)
    }
  }

  /// Up to the closing quote; a doubled one is part of the text, and a backslash begins what it does in C.
  private static func quoted(_ rest: inout Substring) -> String {
    var text = ""
    while let next = rest.popFirst() {
      if next == "'" {
        guard rest.first == "'" else { break }
        rest.removeFirst()
        text.append("'")
      } else if next == "\\", let escaped = rest.popFirst() {
        switch escaped {
        case "n": text.append("\n")
        case "t": text.append("\t")
        case "r": text.append("\r")
        default: text.append(escaped)
        }
      } else {
        text.append(next)
      }
    }
    return text
  }
}
