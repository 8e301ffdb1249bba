import MigrationCore

/// The SQL of a subject as it was laid out last: scanning and wrapping long SQL for every key would be felt.
struct LaidOutSQL: Sendable {
  let subject: ShownSubject
  /// Columns of a row; nil where lines are not wrapped.
  let width: Int?
  let rows: SQLRows
  fileprivate let sql: PaintedSQL

  fileprivate init(subject: ShownSubject, sql: PaintedSQL, width: Int?) {
    (self.subject, self.sql, self.width) = (subject, sql, width)
    rows = SQLRows(sql, width: width)
  }

  /// The same in rows of another width.
  func rows(width: Int?) -> SQLRows { width == self.width ? rows : SQLRows(sql, width: width) }
}

extension LaidOutSQL? {
  /// The SQL of a subject, laid out anew where it is another, or wanted otherwise, than the last time.
  func laidOut(
    _ subject: ShownSubject, width: Int?, sql: () -> String, tokens: (String) -> [SyntaxToken]
  ) -> LaidOutSQL? {
    if let last = self, last.subject == subject {
      return last.width == width ? last : LaidOutSQL(subject: subject, sql: last.sql, width: width)
    }
    let text = sql()
    guard !text.isEmpty else { return nil }
    return LaidOutSQL(subject: subject, sql: PaintedSQL(text, tokens: tokens(text)), width: width)
  }

  /// The rows of a subject's SQL; nil where that was not laid out.
  func rows(of subject: ShownSubject?, width: Int?) -> SQLRows? {
    self.flatMap { $0.subject == subject ? $0.rows(width: width) : nil }
  }
}
