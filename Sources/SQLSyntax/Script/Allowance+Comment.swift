package import MigrationCore

extension Allowance {
  /// Reads `-- countersign:allow RULE reason`; nil for a comment that is none.
  init?(comment: ArraySlice<UInt8>, at place: SourcePlace?) {
    var text = comment.dropFirst(2)
    if comment.first == UInt8(ascii: "/") { text = text.dropLast(2) }
    let words = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.first?.lowercased() == "countersign:allow", words.count > 1 else { return nil }
    self.init(RuleID(String(words[1])), reason: words.dropFirst(2).joined(separator: " "), place: place)
  }

  /// Those in a statement's own comments.
  package static func all(in sql: String) -> [Allowance] {
    let bytes = Array(sql.utf8)
    return Lexer(bytes).filter { $0.kind == .comment }.compactMap { Allowance(comment: bytes[$0.range], at: nil) }
  }
}
