internal import MigrationCore

/// Reads what a text tells without a grammar.
struct WrittenTextReader {
  private let bytes: [UInt8]

  init(_ sql: String) { bytes = Array(sql.utf8) }

  /// `NAMEDATALEN` less one.
  private static let longestName = 63

  /// Names that PostgreSQL cuts off, which the parse tree has cut already.
  var longNames: [Identifier] {
    guard bytes.count > Self.longestName else { return [] }
    var found: [Identifier] = []
    for lexeme in Lexer(bytes) where lexeme.range.count > Self.longestName {
      let name: [UInt8]
      switch lexeme.kind {
      case .word: name = Array(bytes[lexeme.range])
      case .quotedName: name = unquoted(bytes[lexeme.range])
      case .string, .number, .comment, .operator, .parameter, .punctuation: continue
      }
      let identifier = Identifier(bytes: name)
      if name.count > Self.longestName, !found.contains(identifier) { found.append(identifier) }
    }
    return found
  }

  /// psql's commands and variables, in the order of the text.
  var psqlWords: [String] {
    let lexemes = Array(Lexer(bytes))
    let commands = zip(lexemes, lexemes.dropFirst()).compactMap { backslash, name -> Range<Int>? in
      let isCommand =
        backslash.kind == .punctuation && bytes[backslash.range.lowerBound] == UInt8(ascii: "\\")
        && name.kind == .word && name.range.lowerBound == backslash.range.upperBound
      return isCommand ? backslash.range.lowerBound..<name.range.upperBound : nil
    }
    let places = (commands + PsqlVariables(bytes).uses.map(\.range)).sorted { $0.lowerBound < $1.lowerBound }
    var seen: Set<String> = []
    return places.map { String(decoding: bytes[$0], as: UTF8.self) }.filter { seen.insert($0).inserted }
  }

  /// What came after PostgreSQL 15, by its words.
  ///
  /// Source: the release notes of PostgreSQL 16, 17 and 18.
  var newerSyntax: [NewerSyntax] {
    let words = Lexer(bytes).filter { $0.kind != .comment }.map { lexeme in
      lexeme.kind == .word ? text(lexeme).uppercased() : lexeme.kind == .quotedName ? "name" : text(lexeme)
    }
    return Self.laterForms.filter { form in
      words.indices.contains { start in
        words[start...].starts(with: form.words, by: { $1 == "…" || $0 == $1 })
      }
    }.map { NewerSyntax($0.words.joined(separator: " "), since: $0.version) }
  }

  private static let laterForms: [(words: [String], version: Int)] = [
    (["NOT", "ENFORCED"], 18), (["VIRTUAL"], 18), (["WITHOUT", "OVERLAPS"], 18), (["PERIOD"], 18),
    (["ADD", "NOT", "NULL"], 18), (["ADD", "CONSTRAINT", "…", "NOT", "NULL"], 18),
    (["SET", "EXPRESSION", "AS"], 17), (["JSON_TABLE"], 17), (["NOT", "MATCHED", "BY", "SOURCE"], 17),
    (["IS", "JSON"], 16), (["WITH", "INHERIT"], 16),
  ]

  private func text(_ lexeme: Lexeme) -> String { String(decoding: bytes[lexeme.range], as: UTF8.self) }

  private func unquoted(_ quoted: ArraySlice<UInt8>) -> [UInt8] {
    var name: [UInt8] = []
    var wasQuote = false
    for byte in quoted.dropFirst().dropLast() {
      if byte == UInt8(ascii: "\""), !wasQuote {
        wasQuote = true
        continue
      }
      wasQuote = false
      name.append(byte)
    }
    return name
  }
}
