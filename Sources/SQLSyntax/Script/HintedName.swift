import MigrationCore

/// The old name in a comment `-- countersign:rename old_name`.
struct HintedName {
  var name: Identifier
  var schema: Identifier?

  /// Nil for a comment that is no hint.
  ///
  /// - Throws: ``ScriptError`` for one that begins like a hint and is none: it would otherwise be lost in silence.
  init?(comment: ArraySlice<UInt8>, at place: SourcePlace) throws(ScriptError) {
    var text = comment.dropFirst(2)
    if comment.first == UInt8(ascii: "/") { text = text.dropLast(2) }
    text = text.drop(while: Lexer.isSpace)
    let marker = Array("countersign:".utf8)
    guard text.map(SQLName.folded).starts(with: marker) else { return nil }
    let rest = Array(text.dropFirst(marker.count))
    let words = Lexer(rest).map { $0 }
    guard let verb = words.first, SQLName.read(verb, in: rest) == "rename" else {
      throw .badHint("the hints there are: countersign:rename and countersign:allow", at: place)
    }
    let parts = words.dropFirst().map { $0 }
    if parts.count == 1, let name = SQLName.read(parts[0], in: rest) {
      self.init(name: name, schema: nil)
    } else if parts.count == 1, let label = SQLName.readLiteral(parts[0], in: rest) {
      self.init(name: Identifier(label.text), schema: nil)
    } else if parts.count == 3, rest[parts[1].range.lowerBound] == UInt8(ascii: "."),
      let schema = SQLName.read(parts[0], in: rest), let name = SQLName.read(parts[2], in: rest)
    {
      self.init(name: name, schema: schema)
    } else {
      throw .badHint("a rename hint needs one old name, with double quotes where SQL needs them", at: place)
    }
  }

  private init(name: Identifier, schema: Identifier?) {
    self.name = name
    self.schema = schema
  }
}
