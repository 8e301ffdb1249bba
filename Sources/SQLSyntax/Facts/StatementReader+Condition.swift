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

  /// Whether a condition can be false where all its columns are NULL, as far as its operators and functions are known.
  func mayRefuseNull(_ condition: ParseNode?) -> Bool {
    guard let condition else { return false }
    let makers = ["CoalesceExpr", "NullTest", "BooleanTest", "CaseExpr", "MinMaxExpr", "SubLink", "RowExpr"]
    if makers.contains(where: { condition[$0] != nil || !condition.descendants(named: $0).isEmpty }) { return true }
    let comparisons = condition.descendants(named: "A_Expr") + [condition["A_Expr"]].compactMap { $0 }
    let isDistinction = comparisons.contains { ["AEXPR_DISTINCT", "AEXPR_NOT_DISTINCT"].contains($0["kind"]?.string) }
    let calls = condition.descendants(named: "FuncCall") + [condition["FuncCall"]].compactMap { $0 }
    return isDistinction || calls.contains { !Self.strict.contains(parts($0["funcname"]).last ?? "") }
  }

  /// Functions of PostgreSQL that give NULL for NULL, those that stand in conditions.
  private static let strict: Set<Identifier> = [
    "length", "char_length", "character_length", "octet_length", "lower", "upper", "btrim", "ltrim", "rtrim", "trim",
    "position", "strpos", "starts_with", "substring", "substr", "left", "right", "replace", "abs", "round", "floor",
    "ceil", "ceiling", "sign", "mod", "trunc", "date_part", "extract", "date_trunc", "cardinality", "array_length",
    "jsonb_typeof", "json_typeof", "jsonb_array_length", "lower_inc", "upper_inc", "isempty",
  ]

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
