package import MigrationCore

extension SQLScript.Statement {
  /// Whether these words, in small letters, are its first.
  package func begins(with words: String...) -> Bool {
    let bytes = Array(sql.utf8)
    var lexemes: [Lexeme] = []
    for lexeme in Lexer(bytes) where lexeme.kind != .comment {
      lexemes.append(lexeme)
      if lexemes.count == words.count { break }
    }
    return lexemes.count == words.count
      && zip(lexemes, words).allSatisfy { lexeme, word in
        bytes[lexeme.range].lazy.map(SQLName.folded).elementsEqual(word.utf8)
      }
  }

  /// Where the n-th line of a DO block's body begins; nil when it has no such line.
  ///
  /// The first is what follows the opening quote in its line, as PL/pgSQL counts. Source: PostgreSQL's pl_scanner.c.
  package func place(ofBodyLine number: Int) -> SourcePlace? {
    let bytes = Array(sql.utf8)
    guard begins(with: "do"), let body = Lexer(bytes).first(where: { $0.kind == .string }) else { return nil }
    var start = body.range.lowerBound
    for _ in 1..<max(number, 1) {
      guard let end = bytes[start..<body.range.upperBound].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = end + 1
    }
    if number > 1 {
      start = bytes[start..<body.range.upperBound].firstIndex { !Lexer.isSpace($0) } ?? start
    }
    let before = String(decoding: bytes[..<start], as: UTF8.self)
    return place.advanced(by: before.unicodeScalars.count, in: before)
  }

  /// The name of the object that `ALTER … OWNER TO` or `CREATE SCHEMA … AUTHORIZATION` gives to somebody; nil for any
  /// other statement.
  package var givenAway: Identifier? {
    if let clauses = schemaClauses { return clauses.owner == nil ? nil : subject?.name }
    guard begins(with: "alter") else { return nil }
    let bytes = Array(sql.utf8)
    let words = Lexer(bytes).filter { $0.kind != .comment }
    let names = words.map { $0.kind == .word ? SQLName.read($0, in: bytes) : nil }
    guard zip(names, names.dropFirst()).contains(where: { $0 == "owner" && $1 == "to" }) else { return nil }
    var place = 1
    while place + 1 < words.count, let word = names[place], Self.kindWords.contains(word), names[place + 1] != "owner" {
      place += 1
    }
    if place + 2 < words.count, bytes[words[place + 1].range].elementsEqual([UInt8(ascii: ".")]) { place += 2 }
    return place < words.count ? SQLName.read(words[place], in: bytes) : nil
  }

  /// What may stand between ALTER and a name.
  private static let kindWords: Set<Identifier> = [
    "table", "foreign", "view", "materialized", "sequence", "function", "procedure", "routine", "aggregate", "type",
    "domain", "schema", "collation", "conversion", "statistics", "text", "search", "configuration", "dictionary",
    "operator", "class", "family", "if", "exists", "only",
  ]

  /// What a CREATE SCHEMA says besides the name.
  ///
  /// - Returns: the role after AUTHORIZATION, and whether objects follow; nil for any other statement.
  package var schemaClauses: (owner: Identifier?, hasElements: Bool)? {
    guard begins(with: "create", "schema") else { return nil }
    let bytes = Array(sql.utf8)
    let words = Lexer(bytes).filter { $0.kind != .comment }.dropFirst(2).map { SQLName.read($0, in: bytes) }
    var rest = words[...]
    if rest.starts(with: ["if", "not", "exists"]) { rest = rest.dropFirst(3) }
    if rest.first != "authorization" { rest = rest.dropFirst() }
    guard rest.first == "authorization" else { return (nil, !rest.isEmpty) }
    return (rest.dropFirst().first ?? nil, rest.count > 2)
  }
}
