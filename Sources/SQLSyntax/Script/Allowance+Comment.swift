package import MigrationCore

extension Allowance {
  /// Reads `-- countersign:allow RULE reason`, or `RULE, RULE reason`; empty for a comment that is none.
  static func all(inComment comment: ArraySlice<UInt8>, at place: SourcePlace?) -> [Allowance] {
    var text = comment.dropFirst(2)
    if comment.first == UInt8(ascii: "/") { text = text.dropLast(2) }
    let words = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.first?.lowercased() == "countersign:allow", words.count > 1 else { return [] }
    let last = words.dropFirst().firstIndex { !$0.hasSuffix(",") } ?? words.count - 1
    let rules = words[1...last].flatMap { $0.split(separator: ",") }
    let reason = words[(last + 1)...].joined(separator: " ")
    return rules.map { Allowance(RuleID(String($0)), reason: reason, place: place) }
  }

  /// Those in a statement's own comments.
  package static func all(in sql: String) -> [Allowance] {
    let bytes = Array(sql.utf8)
    return Lexer(bytes).filter { $0.kind == .comment }.flatMap {
      all(inComment: bytes[$0.range], at: nil)
    }
  }
}
