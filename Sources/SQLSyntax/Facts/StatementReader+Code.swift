internal import MigrationCore

extension StatementReader {
  /// The code of `DO`, `CREATE FUNCTION` and `CREATE PROCEDURE`; a body in SQL-standard form is parsed and is none.
  func code(of type: String, _ node: ParseNode) -> [ProceduralCode] {
    switch type {
    case "DoStmt":
      var code = ProceduralCode(
        of: nil, in: option("language", in: node["args"])?["arg"].flatMap(scalar).map { Identifier($0) } ?? "plpgsql")
      note(body: option("as", in: node["args"])?["arg"].flatMap(scalar) ?? "", at: &code)
      return [code]
    case "CreateFunctionStmt":
      guard let name = name(node["funcname"]) else { return [] }
      let language = option("language", in: node["options"])?["arg"].flatMap(scalar) ?? "sql"
      var code = ProceduralCode(of: name, in: Identifier(language.lowercased()))
      let body = option("as", in: node["options"])?["arg"]?["List"]?["items"]?.children ?? []
      if body.count == 1 { note(body: scalar(body[0]) ?? "", at: &code) }
      return [code]
    default: return []
    }
  }

  /// Only of the two languages whose statements begin as SQL's do.
  private func note(body: String, at code: inout ProceduralCode) {
    guard code.language == "plpgsql" || code.language == "sql" else { return }
    let bytes = Array(body.utf8)
    var startsStatement = true
    var words: [String] = []
    for lexeme in Lexer(bytes) where lexeme.kind != .comment {
      guard lexeme.kind == .word else {
        startsStatement = bytes[lexeme.range.lowerBound] == UInt8(ascii: ";")
        words = []
        continue
      }
      let word = String(decoding: bytes[lexeme.range], as: UTF8.self).uppercased()
      if startsStatement, !code.commands.contains(word) { code.commands.append(word) }
      if startsStatement, word == "EXECUTE" { code.buildsStatements = true }
      if word == "EXECUTE", words.last == "QUERY" || words.last == "IN" { code.buildsStatements = true }
      if word == "LOOP" { code.hasLoop = true }
      if word == "WHEN", words.last == "EXCEPTION" { code.hasExceptionBlock = true }
      startsStatement = ["BEGIN", "THEN", "ELSE", "LOOP", "DECLARE", "EXCEPTION"].contains(word)
      words.append(word)
    }
  }
}
