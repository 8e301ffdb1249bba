internal import MigrationCore

extension StatementReader {
  /// `CURRENT_DATE` and its like, which the grammar takes for no calls.
  func valueFunctions(in expression: ParseNode?) -> [Identifier] {
    guard let expression else { return [] }
    return expression.descendants(named: "SQLValueFunction").compactMap { node in
      let words = node["op"]?.string ?? ""
      guard words.hasPrefix("SVFOP_") else { return nil }
      return Identifier(String(words.dropFirst(6)).lowercased())
    }
  }

  /// What stands between the parentheses of a CHECK, as written.
  func conditionText(_ node: ParseNode) -> CatalogSQL? {
    var lexer = Lexer(source)
    lexer.skip(to: node["location"]?.int ?? 0)
    var depth = 0
    var start: Int?
    while let lexeme = lexer.next() {
      guard lexeme.kind == .punctuation else { continue }
      switch source[lexeme.range.lowerBound] {
      case UInt8(ascii: "("):
        if start == nil { start = lexeme.range.upperBound }
        depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        guard depth <= 0, let start else { continue }
        return CatalogSQL(String(decoding: source[start..<lexeme.range.lowerBound], as: UTF8.self))
      default: continue
      }
    }
    return nil
  }
}
