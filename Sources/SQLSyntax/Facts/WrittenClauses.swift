internal import MigrationCore

/// Expressions cut out of a statement's text: the parse tree says at most where their parts begin, never where they end.
struct WrittenClauses {
  private let source: [UInt8]
  private let lexemes: [Lexeme]

  init(_ source: [UInt8]) {
    self.source = source
    lexemes = Lexer(source).filter { $0.kind != .comment }
  }

  /// What stands behind `USING` in one of the commands of an `ALTER TABLE`.
  ///
  /// Nil when the text has another number of commands than the parse tree.
  func using(inCommand place: Int, of count: Int) -> CatalogSQL? {
    let commands = list(lexemes.indices)
    guard commands.count == count else { return nil }
    return last("using", in: commands[place]).flatMap { text(($0 + 1)..<commands[place].upperBound) }
  }

  /// What stands behind the last `WHERE` outside parentheses, to the end of the statement.
  var condition: CatalogSQL? {
    let statement = list(lexemes.indices, separator: ";").first { !$0.isEmpty } ?? lexemes.indices
    return last("where", in: statement).flatMap { text(($0 + 1)..<statement.upperBound) }
  }

  /// The expression of each key of a `CREATE INDEX`, or of the `EXCLUDE` that begins at `location`, without collation,
  /// operator class, order and operator: nil for a column's name, and no list at all when the text does not have so many
  /// keys.
  func keys(_ count: Int, from location: Int = 0) -> [CatalogSQL?]? {
    guard let open = places(from: location).first(where: { isPunctuation("(", $0) }), let close = closing(open) else {
      return nil
    }
    let keys = list((open + 1)..<close)
    guard keys.count == count else { return nil }
    return keys.map { key in
      guard let open = key.first(where: { isPunctuation("(", $0) }), let close = closing(open) else { return nil }
      return open == key.lowerBound ? text((open + 1)..<close) : text(key.lowerBound..<(close + 1))
    }
  }

  /// What stands in the parentheses behind the `WHERE` of the `EXCLUDE` that begins at a place of the text.
  func exclusionCondition(from location: Int) -> CatalogSQL? {
    guard let clause = list(places(from: location)).first, let word = last("where", in: clause),
      let open = clause.first(where: { $0 > word }), isPunctuation("(", open), let close = closing(open)
    else { return nil }
    return text((open + 1)..<close)
  }

  private func places(from location: Int) -> Range<Int> {
    let first = lexemes.indices.first { lexemes[$0].range.lowerBound >= location }
    return (first ?? lexemes.endIndex)..<lexemes.endIndex
  }

  private func text(_ range: Range<Int>) -> CatalogSQL? {
    guard let first = range.first, let last = range.last else { return nil }
    let bytes = source[lexemes[first].range.lowerBound..<lexemes[last].range.upperBound]
    return CatalogSQL(String(decoding: bytes, as: UTF8.self))
  }

  private func isPunctuation(_ mark: Unicode.Scalar, _ place: Int) -> Bool {
    lexemes[place].kind == .punctuation && source[lexemes[place].range.lowerBound] == UInt8(ascii: mark)
  }

  /// How deep in parentheses and brackets it is behind a lexeme.
  private func depth(_ depth: Int, behind place: Int) -> Int {
    if isPunctuation("(", place) || isPunctuation("[", place) { return depth + 1 }
    if isPunctuation(")", place) || isPunctuation("]", place) { return depth - 1 }
    return depth
  }

  /// The place of the parenthesis that closes the one at a place.
  private func closing(_ open: Int) -> Int? {
    var depth = 0
    return lexemes.indices[open...].first { place in
      depth = self.depth(depth, behind: place)
      return depth == 0
    }
  }

  /// The parts between separators that stand outside parentheses.
  private func list(_ range: Range<Int>, separator: Unicode.Scalar = ",") -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var (depth, start) = (0, range.lowerBound)
    for place in range {
      depth = self.depth(depth, behind: place)
      guard depth == 0, isPunctuation(separator, place) else { continue }
      parts.append(start..<place)
      start = place + 1
    }
    return parts + [start..<range.upperBound]
  }

  /// The last place of a word outside parentheses.
  private func last(_ word: String, in range: Range<Int>) -> Int? {
    var depth = 0
    var found: Int?
    for place in range {
      depth = self.depth(depth, behind: place)
      guard depth == 0, lexemes[place].kind == .word else { continue }
      if String(decoding: source[lexemes[place].range], as: UTF8.self).lowercased() == word { found = place }
    }
    return found
  }
}
