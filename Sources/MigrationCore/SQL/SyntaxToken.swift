/// What a stretch of SQL is to the eye.
package enum SyntaxRole: String, CaseIterable, Hashable, Sendable {
  case keyword, type, name, string, number, comment, `operator`, parameter
}

/// A coloured stretch of an SQL text, in UTF-8 byte offsets; stretches never overlap and ascend.
package struct SyntaxToken: Hashable, Sendable {
  package var range: Range<Int>
  package var role: SyntaxRole

  package init(_ range: Range<Int>, _ role: SyntaxRole) {
    self.range = range
    self.role = role
  }
}
