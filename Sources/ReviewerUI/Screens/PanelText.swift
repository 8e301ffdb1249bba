import TerminalKit

/// The lines of the panel: the SQL, and what stands above and below it.
///
/// Only lines that are asked for are laid out of the SQL, which may be long.
struct PanelText {
  let width: Int
  /// Ends lines of SQL that are too long; nil where they are wrapped.
  let ellipsis: StyledText?
  var above: [StyledText] = []
  var sql: SQLRows?
  var below: [StyledText] = []

  init(width: Int, ellipsis: StyledText?) { (self.width, self.ellipsis) = (width, ellipsis) }

  /// Columns for text in a panel of `width`.
  static func inner(_ width: Int) -> Int { max(1, width - 2) }

  var count: Int { above.count + (sql?.count ?? 0) + below.count }

  /// The lines of a range, as far as there are any.
  subscript(range: Range<Int>) -> [StyledText] {
    let range = range.clamped(to: 0..<count)
    let sqlCount = sql?.count ?? 0
    func part(_ from: Int, _ count: Int) -> Range<Int> {
      let part = range.clamped(to: from..<from + count)
      return part.lowerBound - from..<part.upperBound - from
    }
    var lines = Array(above[part(0, above.count)])
    for line in sql?[part(above.count, sqlCount)] ?? [] {
      lines.append(ellipsis.map { line.truncated(to: Self.inner(width), ellipsis: $0) } ?? line)
    }
    lines += below[part(above.count + sqlCount, below.count)]
    return lines.map { line in
      var text = StyledText(" ")
      text.append(line)
      return text
    }
  }

  /// What a search goes through.
  var texts: [String] { self[0..<count].map(\.text) }
}
